// Follows links between our pages without loading the app anew: the address changes, and
// Streamlit is told of it as of a step in the browser's history, which it answers with the page and
// the parameters of that address. Where anything is unusual the browser follows the link itself.
if (!window.linksInside) {
  window.linksInside = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.inside");
    const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    const samePage = link.pathname === location.pathname;
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (!samePage) {
      document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    }
  });
}
