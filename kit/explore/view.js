// Shows the HTML the kernel sends and tells it which element with data-kit-pick was chosen.
function render({ model, el }) {
  const draw = () => { el.innerHTML = model.get("html"); };
  const pick = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    const chosen = event.target.closest("[data-kit-pick]");
    if (!chosen || !el.contains(chosen)) return;
    event.preventDefault();
    const count = (model.get("picked").count || 0) + 1;
    model.set("picked", { what: chosen.dataset.kitPick, count });
    model.save_changes();
  };
  model.on("change:html", draw);
  el.addEventListener("click", pick);
  el.addEventListener("keydown", pick);
  el.classList.add("kit-view");
  draw();
}
export default { render };
