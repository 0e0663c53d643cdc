// The three engines, each driven by its own WebDriver: started, given a window, ended.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Builder, Capabilities } from "selenium-webdriver";

const CHROMIUM_FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--window-size=1280,900",
];

/** How each engine's driver is started, and what it is asked for. */
const ENGINES = {
  chromium: {
    driver: (port) => ["chromedriver", [`--port=${port}`]],
    capabilities: {
      browserName: "chrome",
      "goog:chromeOptions": { binary: process.env.CHROMIUM, args: CHROMIUM_FLAGS },
    },
  },
  firefox: {
    driver: (port) => ["geckodriver", ["--port", `${port}`, "--binary", process.env.FIREFOX]],
    capabilities: {
      browserName: "firefox",
      "moz:firefoxOptions": { args: ["-headless", "--width=1280", "--height=900"] },
    },
  },
  webkit: {
    // WebKitGTK has no mode without a screen.
    driver: (port) => ["xvfb-run", ["-a", "-s", "-screen 0 1280x900x24", "WebKitWebDriver", `--port=${port}`]],
    environment: { WEBKIT_DISABLE_COMPOSITING_MODE: "1" },
    capabilities: {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
    },
  },
};

/** A window of an engine, closed with its driver when the test ends. */
export async function start(t, engine) {
  const { driver: commandLine, environment, capabilities } = ENGINES[engine];
  const port = await freePort();
  const [program, words] = commandLine(port);
  // A group of its own, so that what the driver starts ends with it.
  const driver = spawn(program, words, {
    env: { ...process.env, ...environment },
    stdio: "ignore",
    detached: true,
  });
  t.after(() => end(driver));
  await answers(driver, program, port);
  const window = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(new Capabilities(capabilities))
    .build();
  t.after(() => window.quit().catch(() => {})); // the group is ended anyway
  await window.manage().setTimeouts({ script: 20_000, pageLoad: 30_000 });
  return window;
}

function end(driver) {
  try {
    process.kill(-driver.pid, "SIGTERM");
  } catch {
    // it has ended by itself
  }
}

async function answers(driver, program, port) {
  let ended;
  driver.on("error", (error) => (ended = `${program} cannot be started: ${error.message}`));
  driver.on("exit", (code) => (ended ??= `${program} ended with ${code}`));
  for (let tries = 0; tries < 200; tries += 1) {
    if (ended) throw new Error(ended);
    if (await isOpen(port)) return;
    await pause(100);
  }
  throw new Error(`${program} does not answer at port ${port}`);
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => resolve(false));
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** WebKitGTK's own small browser lies in a folder of the system's architecture. */
function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  for (const folder of listed("/usr/lib")) {
    for (const version of ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]) {
      const programs = listed(`/usr/lib/${folder}/${version}`);
      if (programs.includes("MiniBrowser")) return `/usr/lib/${folder}/${version}/MiniBrowser`;
    }
  }
  return "MiniBrowser";
}

function listed(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
