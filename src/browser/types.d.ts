// What the page's scripts share with its program, with each other and with the page around an embed, for `tsc`. Nothing of
// this is in the page.

/** What is kept of a visit, each as a link without `#`. */
interface Kept {
  /** What is shown, or just about to be. */
  next?: string;
  /** What was shown last and held. */
  good?: string;
  /** What another tab, or an earlier visit, has entered. */
  other?: string;
}

/** What stands beside the program (start.js): it calls some of this by name, see keeper.rs and told.rs. */
interface Tokenomics {
  readonly isEmbed: boolean;
  /** Whether something was changed since the page was opened. */
  isChanged: boolean;
  record: Kept;
  putAside(value?: unknown): Promise<void>;
  word: Word;
  /** The present scenario. */
  link(): string;
  write(): Promise<void>;
  /** A file that the page names in its head. */
  file(name: string): Promise<Uint8Array>;
  kept(): Promise<string | undefined>;
  unreadable(): Promise<void>;
  /** Before a change is made. */
  ahead(fragment: string): void;
  /** After it was made. */
  applied(fragment: string): void;
  crashed(message: string): void;
  forgive(): void;
  /** A form of the scenario as text (told.rs); there once the program is. A fault's name says of which kind it is. */
  told?(what: string, given: string, more: string): Promise<string>;
  /** Files and folders that were dropped on the page and not taken yet. */
  dropped: (File | FileSystemEntry)[];
  /** Work longer than a frame: jobs.js. */
  work(lane: string, text: string, source: string, heard: Heard | null): Promise<void>;
  /** How far the clock of this device is ahead of UTC, as `+02:00`: jobs.js. */
  zone?: string;
  /** Where there is no worker, the program on the page does the work. */
  serve?(serves: Serves): void;
}

/** What is told of a job: `progress`, `done`, `failed`, or `alone` where the page itself has to serve. */
type Heard = (message: { kind: string; text?: string }) => void;

/** What the program does where files are read; it puts its answer into the message. */
type Serves = (message: { what: string; text?: string; bytes?: Uint8Array; answer: string }) => void;

/** A file by the name that a person knows. */
type Named = { name: string; file: Blob };

/** A job on its way to the worker. */
type Job = { lane: string; number: number; text: string; files?: Named[]; prices?: [name: string, address: string][]; cancel?: boolean };

/** What the worker says. */
type Told = {
  lane: string;
  number: number;
  kind: "progress" | "done" | "failed";
  text?: string;
  progress?: { bytes: number; all: number; rows: number; files: number; allFiles: number; seconds: number };
};

/** A word in the browser's simple storage: read, set, or with `null` taken away. */
type Word = (name: string, value?: string | null) => string | null | undefined;

/** What is written, and why not: the names of after.js. */
type Trouble = (what: "full" | "off") => void;

/** Something that can be done, with its label. */
type Choice = [label: string, act: () => unknown];

/** The program's script. */
interface Program {
  default(given: { module_or_path: URL }): Promise<unknown>;
  told(what: string, given: string, more: string, done: (fault: Error | undefined, text: string) => void): void;
}

// Messages between an embed and the page around it: docs/embed-protocol.schema.json says all of each.

type Envelope = { app: string; v: number; id: string };
type Theme = "auto" | "light" | "dark";

type Init = { type: "init"; theme?: Theme; results?: boolean };
type SetRequest = { type: "set"; scenario?: string; toml?: string; patch?: Record<string, unknown>; theme?: Theme };
type GetRequest = { type: "get"; what: string };
type ExportRequest = { type: "export"; format: string };
type FromHost = Envelope & (Init | SetRequest | GetRequest | ExportRequest);

type FromFrame = Envelope &
  (
    | { type: "hello"; versions: number[]; features: string[] }
    | { type: "ready"; height: number }
    | { type: "resize"; height: number }
    | { type: "change"; scenario: string; link: string; answer?: string; results?: unknown }
    | { type: "result"; request: string; value: unknown; mime?: string }
    | { type: "error"; code: string; message: string; recoverable: boolean; request?: string }
  );

/** Of a message of this type, what is not in every message. */
type Content<Type> = Omit<Extract<FromFrame, { type: Type }>, keyof Envelope | "type">;

interface Window {
  tokenomics: Tokenomics;
  /** Not in every browser. */
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(text: string): string | null }): unknown };
}

interface WindowEventMap {
  "tokenomics:applied": CustomEvent<string>;
}

/** The build puts a style in as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
