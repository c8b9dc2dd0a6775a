/** One EventSource that comes back by itself, and rests while nobody looks. */
import { backoff, type Message, parseMessage, resuming } from "./message.ts";

const REST_AFTER = 60_000;

export interface StreamOptions {
  /** Names of the events to listen to; messages without a name are read by their `type`. */
  names: string[];
  onMessage(message: Message): void;
  /** The address to come back to, where it is another one by now. */
  address?(): string;
  /** Called each time the stream has opened. */
  onOpen?(): void;
  /** Called when messages may have been missed: fetch what is on the screen afresh. */
  onResync(): void;
  /** Called when the server says that more was missed than it can tell; else `onResync` is. */
  onLost?(): void;
}

export class Stream {
  #source: EventSource | null = null;
  #attempt = 0;
  #opened = false;
  /** The id of the last event: the server tells what came after it. */
  #last = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;
  readonly #stop = new AbortController();

  constructor(readonly url: string, readonly options: StreamOptions) {
    const { signal } = this.#stop;
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    // An open stream would keep the page out of the back-forward cache.
    addEventListener("pagehide", () => this.#close(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.#open(), { signal });
    addEventListener("online", () => this.#open(), { signal });
    this.#open();
  }

  /** Closes for good. */
  end(): void {
    this.#ended = true;
    this.#close();
    this.#stop.abort();
  }

  #open(): void {
    if (this.#ended || this.#source || document.visibilityState === "hidden") return;
    clearTimeout(this.#timer);
    const url = this.#opened ? this.options.address?.() ?? this.url : this.url;
    const source = new EventSource(resuming(url, this.#last));
    this.#source = source;
    source.onopen = () => {
      this.#attempt = 0;
      this.options.onOpen?.();
      if (this.#opened && !this.#last) this.options.onResync();
      this.#opened = true;
    };
    const receive = (event: MessageEvent<string>) => this.#receive(event);
    source.onmessage = receive;
    for (const name of [...this.options.names, "mark", "resync"]) {
      source.addEventListener(name, receive);
    }
    source.onerror = () => {
      this.#close();
      if (!this.#ended) this.#timer = setTimeout(() => this.#open(), backoff(this.#attempt++));
    };
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (document.visibilityState === "visible") this.#open();
    else this.#timer = setTimeout(() => this.#close(), REST_AFTER);
  }

  #receive(event: MessageEvent<string>): void {
    this.#last = event.lastEventId || this.#last;
    const message = parseMessage(event.data, event.type);
    if (message?.type === "resync") (this.options.onLost ?? this.options.onResync)();
    else if (message && message.type !== "mark") this.options.onMessage(message);
  }
}
