// Reloads the page when the project has changed since it was made. The browser keeps the place on the page.
"use strict";
(() => {
  const made = document.currentScript.dataset.version;
  const changes = new EventSource("/preview/changes");
  changes.onmessage = (event) => {
    if (event.data !== made) {
      changes.close();
      location.reload();
    }
  };
})();
