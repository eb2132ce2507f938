/** Windows of one browser that keep each other's settings: the one with the highest revision counts. */
export interface Versioned<T> {
  readonly revision: number;
  readonly value: T;
}

type Message<T> = { readonly type: "hello" } | ({ readonly type: "value" } & Versioned<T>);

/** Part of `BroadcastChannel` that is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/**
 * A value that all windows on a channel share. A new window asks for it; whoever has set it answers. Revisions are
 * moments, so that the last setting wins wherever it was made.
 */
export function shareValue<T>(channel: Channel, initial: T, onChange: (value: T) => void) {
  let present: Versioned<T> = { revision: 0, value: initial };

  channel.onmessage = ({ data }: MessageEvent<Message<T>>) => {
    if (data.type === "hello") {
      if (present.revision > 0) channel.postMessage({ type: "value", ...present });
    } else if (data.revision > present.revision) {
      present = { revision: data.revision, value: data.value };
      onChange(data.value);
    }
  };
  channel.postMessage({ type: "hello" });

  return {
    value: () => present.value,
    /** Sets the value here and in every other window. */
    set(value: T): void {
      present = { revision: Math.max(Date.now(), present.revision + 1), value };
      channel.postMessage({ type: "value", ...present });
      onChange(value);
    },
    close: () => channel.close(),
  };
}
