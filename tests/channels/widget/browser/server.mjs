// The real server with the real model, on a free port and with an empty database of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../../../", import.meta.url));

export async function freePort() {
  const socket = createServer().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}

export class Server {
  static async start(origins = []) {
    const server = new Server();
    server.port = await freePort();
    server.folder = await mkdtemp(path.join(tmpdir(), "ind-chat-"));
    server.origins = origins;
    await server.run();
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async run() {
    this.process = spawn(process.env.PYTHON ?? "python3", ["-m", "runtime", "run"], {
      cwd: PROJECT,
      env: {
        ...process.env,
        IND_PORT: String(this.port),
        IND_DATABASE_URL: `sqlite:///${this.folder}/conversations.db`,
        IND_SECRET: "5e".repeat(32),
        IND_PROXIES_COUNT: "1", // so that each test comes from a network of its own
        IND_ALLOWED_ORIGINS: this.origins.join(","),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: this.process.stdout })) {
      if (line.startsWith("Ready")) return this.process.stdout.resume();
    }
    throw new Error("the server did not start");
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    this.process.kill("SIGTERM");
    await once(this.process, "exit");
  }

  async end() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
