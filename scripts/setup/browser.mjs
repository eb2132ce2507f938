// @ts-check
import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** The port asked for, or a free one where it is taken. */
export async function freePort(/** @type {number} */ wanted, host = "127.0.0.1") {
  return (await tryPort(wanted, host)) || (await tryPort(0, host));
}

/** @returns {Promise<number>} the port, 0 where it is taken */
function tryPort(/** @type {number} */ port, /** @type {string} */ host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => ("code" in error && error.code === "EADDRINUSE" ? resolve(0) : reject(error)));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** Shows a page in the user's browser, unless nobody is looking. */
export function openPage(/** @type {string} */ url) {
  if (process.env.CI) return;
  const [command = "", ...args] = openCommand(url);
  if (!command) return;
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => console.log("Open the address in a browser."));
  child.unref();
}

function openCommand(/** @type {string} */ url) {
  if (process.platform === "darwin") return ["open", url];
  if (process.platform === "win32") return ["cmd", "/c", "start", "", url];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ["xdg-open", url] : [];
}
