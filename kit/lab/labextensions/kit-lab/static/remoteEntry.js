// The kit in the JupyterLab it starts (kit/lab/page.py says what is shown, in which language):
// cards of the launcher that open a notebook of this client and run it, a button that adds a
// comment. A federated module as JupyterLab loads them, written by hand: nothing to build.
"use strict";
(() => {
  let shared; // JupyterLab's own modules: name -> version -> {get}

  const used = async (name) => {
    const [first] = Object.values(shared[name]);
    return (await first.get())();
  };

  const page = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const told = JSON.parse(page.kit);
  const sections = new Set(told.cards.filter((card) => card.section).map((card) => card.path));

  // Its kernel may still be starting: the cells wait for it.
  const opened = async (app, ran, path, run) => {
    const widget = await app.commands.execute("docmanager:open", { path, factory: "Notebook" });
    await widget.context.ready;
    await widget.sessionContext.ready;
    if (run && !ran.has(widget)) {
      ran.add(widget);
      await app.commands.execute("notebook:run-all-cells");
      widget.content.activeCellIndex = 0;
    }
    return widget;
  };

  // Below the chosen cell; at the end while the choice is still on what prepares the notebook.
  const comment = async (app) => {
    const notebook = app.shell.currentWidget.content;
    if (notebook.activeCell?.inputHidden) notebook.activeCellIndex = notebook.widgets.length - 1;
    for (const step of ["insert-cell-below", "change-cell-to-markdown", "enter-edit-mode"]) {
      await app.commands.execute(`notebook:${step}`);
    }
  };

  const commands = (app, icon, ran) => {
    app.commands.addCommand("kit:open", {
      label: (args) => args.label ?? "",
      icon,
      execute: (args) => opened(app, ran, args.path, args.run), // the launcher gives way to it
    });
    app.commands.addCommand("kit:comment", {
      label: told.comment.label,
      caption: told.comment.caption,
      isEnabled: () => sections.has(app.shell.currentWidget?.context?.path),
      execute: () => comment(app),
    });
    app.shell.currentChanged?.connect(() => app.commands.notifyCommandChanged("kit:comment"));
  };

  const activate = (icon) => (app, launcher) => {
    const ran = new WeakSet(); // notebooks already run: to see one again is not to lose its state
    commands(app, icon, ran);
    told.cards.forEach(({ category, categoryRank, label, path, run }, rank) => {
      const args = { label, path, run };
      launcher?.add({ command: "kit:open", args, category, categoryRank, rank });
    });
    app.restored.then(async () => {
      app.shell.collapseLeft?.();
      await opened(app, ran, told.first, true);
    });
  };

  const look = () => {
    const style = document.createElement("style");
    style.textContent = ".jp-Cell .jp-InputPlaceholder { display: none; }"; // no line of hidden code
    document.head.append(style);
  };

  const extension = async () => {
    const { ILauncher } = await used("@jupyterlab/launcher");
    const { LabIcon } = await used("@jupyterlab/ui-components");
    const icon = new LabIcon({ name: "kit:logo", svgstr: told.logo });
    const plugin = {
      id: "kit-lab:plugin",
      autoStart: true,
      optional: [ILauncher],
      activate: activate(icon),
    };
    look();
    return () => ({ __esModule: true, default: plugin });
  };

  (window._JUPYTERLAB ??= {})["kit-lab"] = {
    init: (modules) => {
      shared = modules;
    },
    get: extension,
  };
})();
