/**
 * The bridge between a page inside a chat and its host: JSON-RPC 2.0 by postMessage, as the MCP Apps extension
 * (revision 2026-01-26) has it. What a host cannot do is answered with a failure, never with silence.
 */
export const REVISION = "2026-01-26";
const PATIENCE = 4_000;
/** Milliseconds that a tool may take; the studio's answers are quick, and a host may ask the person. */
const CALL_PATIENCE = 60_000;

export type Json = Record<string, unknown>;

export interface Result {
  structuredContent?: unknown;
  content?: { type: string; text?: string }[];
  isError?: boolean;
  _meta?: Json;
}

export interface Context {
  theme?: "light" | "dark";
  locale?: string;
  styles?: { variables?: Record<string, string | undefined> };
  safeAreaInsets?: { top: number; right: number; bottom: number; left: number };
}

export interface Capabilities {
  openLinks?: Json;
  serverTools?: Json;
  message?: Json;
  updateModelContext?: Json;
}

interface Message {
  jsonrpc?: string;
  id?: number | string;
  method?: string;
  params?: Json;
  result?: Json;
  error?: { message?: string };
}

/** What a host tells without being asked. */
export interface Hearer {
  input(given: Json): void;
  result(result: Result): void;
  cancelled(): void;
  context(context: Context): void;
}

/** ChatGPT's older way, for hosts that have no other. */
interface OpenAi {
  toolInput?: Json;
  toolOutput?: unknown;
  theme?: "light" | "dark";
  locale?: string;
  callTool?(name: string, given: Json): Promise<Result>;
  sendFollowUpMessage?(said: { prompt: string }): Promise<void>;
  openExternal?(place: { href: string }): void;
}

export class Bridge {
  capabilities: Capabilities = {};
  private next = 1;
  private waiting = new Map<number | string, (message: Message) => void>();
  private old?: OpenAi;

  constructor(private name: string, private hearer: Hearer) {
    addEventListener("message", (event) => {
      if (event.source === parent) this.hear(event.data as Message);
    });
  }

  /** Introduces the page; false where nobody answers. */
  async connect(): Promise<boolean> {
    const said = {
      protocolVersion: REVISION,
      appInfo: { name: `affresco-${this.name}`, version: "1" },
      appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
    };
    try {
      const told = await this.ask("ui/initialize", said, PATIENCE);
      this.capabilities = (told.hostCapabilities ?? {}) as Capabilities;
      this.hearer.context((told.hostContext ?? {}) as Context);
      this.tell("ui/notifications/initialized", {});
      this.watchSize();
      return true;
    } catch {
      return this.fallBack();
    }
  }

  /** Whether tools can be called from here. */
  get calls(): boolean {
    return Boolean(this.capabilities.serverTools || this.old?.callTool);
  }

  async call(tool: string, given: Json): Promise<Result> {
    if (this.old?.callTool) return await this.old.callTool(tool, given);
    return await this.ask("tools/call", { name: tool, arguments: given }, CALL_PATIENCE) as Result;
  }

  /** Puts words into the chat, in the person's name: hosts show them first, or ask. */
  async say(text: string): Promise<void> {
    if (this.old?.sendFollowUpMessage) return await this.old.sendFollowUpMessage({ prompt: text });
    await this.ask(
      "ui/message",
      { role: "user", content: [{ type: "text", text }] },
      CALL_PATIENCE,
    );
  }

  /** Lets the model know, without a word in the chat. */
  know(text: string, facts: Json): void {
    if (!this.capabilities.updateModelContext) return;
    const said = { content: [{ type: "text", text }], structuredContent: facts };
    this.ask("ui/update-model-context", said, PATIENCE).catch(() => undefined);
  }

  /** Opens a link by way of the host; false where the browser may do it itself. */
  open(url: string): boolean {
    if (this.old?.openExternal) {
      this.old.openExternal({ href: url });
      return true;
    }
    if (!this.capabilities.openLinks) return false;
    this.ask("ui/open-link", { url }, CALL_PATIENCE).catch(() => undefined);
    return true;
  }

  private fallBack(): boolean {
    const old = (globalThis as { openai?: OpenAi }).openai;
    if (!old) return false;
    this.old = old;
    this.hearer.context({ theme: old.theme, locale: old.locale });
    if (old.toolInput) this.hearer.input(old.toolInput);
    if (old.toolOutput) this.hearer.result({ structuredContent: old.toolOutput });
    addEventListener("openai:set_globals", () => {
      if (old.toolOutput) this.hearer.result({ structuredContent: old.toolOutput });
    });
    return true;
  }

  private hear(message: Message): void {
    if (message?.jsonrpc !== "2.0") return;
    if (message.method === undefined) {
      const taken = this.waiting.get(message.id ?? "");
      this.waiting.delete(message.id ?? "");
      return taken?.(message);
    }
    const params = message.params ?? {};
    switch (message.method) {
      case "ui/notifications/tool-input":
        this.hearer.input((params.arguments ?? {}) as Json);
        break;
      case "ui/notifications/tool-result":
        this.hearer.result(params as Result);
        break;
      case "ui/notifications/tool-cancelled":
        this.hearer.cancelled();
        break;
      case "ui/notifications/host-context-changed":
        this.hearer.context(params as Context);
        break;
    }
    if (message.id !== undefined) this.post({ id: message.id, result: {} });
  }

  private ask(method: string, params: Json, patience: number): Promise<Json> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`${method}: no answer`));
      }, patience);
      this.waiting.set(id, (message) => {
        clearTimeout(late);
        if (message.error) reject(new Error(message.error.message ?? method));
        else resolve(message.result ?? {});
      });
      this.post({ id, method, params });
    });
  }

  private tell(method: string, params: Json): void {
    this.post({ method, params });
  }

  private post(message: Json): void {
    // Whoever shows us may have any origin; nothing in here is a secret to our own host.
    parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
  }

  private watchSize(): void {
    let last = "";
    new ResizeObserver(() => {
      const { width, height } = document.body.getBoundingClientRect();
      const size = { width: Math.ceil(width), height: Math.ceil(height) };
      if (JSON.stringify(size) === last) return;
      last = JSON.stringify(size);
      this.tell("ui/notifications/size-changed", size);
    }).observe(document.body);
  }
}
