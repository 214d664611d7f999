// What has the attribute popover floats over the page, whatever holds the page, until
// data-kit-close in it is chosen or Escape is pressed; who opened it gets the focus back.
// What has data-kit-reveal is brought into view when it is another than before; gone, the button
// of the page that asks for it has the focus again.

const UNDER = 72; // [px] what stays at the top of a box that scrolls: the tabs

// *element* near the top of the box that scrolls it, unless it is in its upper half already.
// Of that box alone: scrollIntoView would move the page around it as well.
function bring(element) {
  let box = element.parentElement;
  while (box && !(/auto|scroll/.test(getComputedStyle(box).overflowY)
    && box.scrollHeight > box.clientHeight)) box = box.parentElement;
  if (!box) return;
  const far = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (far < 0 || far > box.clientHeight / 2) box.scrollTop += far - UNDER;
}

function floating(root, pick) {
  let opener = null, open = false, revealed = null;

  const lost = () => !document.activeElement || document.activeElement === document.body;
  const openerOf = (what) =>
    document.querySelector(`button[data-kit-pick$=":${CSS.escape(what)}"]`);
  const holds = () => root.contains(document.activeElement);
  const settle = (had) => {
    const box = root.querySelector("[popover]");
    if (box) {
      if (!open) opener = document.activeElement;
      if (!box.matches(":popover-open")) box.showPopover?.();
      if (!open || (had && !holds())) box.focus({ preventScroll: true });
    } else if (open && opener?.isConnected) {
      opener.focus({ preventScroll: true });
    }
    open = Boolean(box);
    const one = root.querySelector("[data-kit-reveal]"), what = one?.dataset.kitReveal ?? "";
    if (one && revealed !== null && what !== revealed) bring(one);
    const asked = !one && revealed && lost() ? openerOf(revealed) : null;
    asked?.focus({ preventScroll: true });
    if (asked) bring(asked);
    revealed = what;
  };
  const key = (event) => {
    const closing = event.key === "Escape" && root.querySelector("[popover] [data-kit-close]");
    if (!closing) return;
    event.stopPropagation();
    pick(closing.dataset.kitPick);
  };
  // On its way down: a page may keep keys from what is around it.
  document.addEventListener("keydown", key, true);
  return { settle, stop: () => document.removeEventListener("keydown", key, true) };
}
