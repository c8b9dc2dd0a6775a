/**
 * A day of two people, by masto.js as it comes: by REST and by its streams.
 *
 *     deno run --frozen --allow-net --allow-env --allow-read a_day.ts URL TOKEN_OF_ADA TOKEN_OF_BO
 */
import assert from "node:assert/strict";
import { createRestAPIClient, createStreamingAPIClient, type mastodon } from "masto";

const [url = "", adasToken = "", bosToken = ""] = Deno.args;
const ada = createRestAPIClient({ url, accessToken: adasToken });
const bo = createRestAPIClient({ url, accessToken: bosToken });

/** The smallest picture. */
const PIXEL = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==",
);

/** The next event that is wanted. */
async function hear(
  events: mastodon.streaming.Subscription,
  wanted: (event: mastodon.streaming.Event) => boolean,
): Promise<mastodon.streaming.Event> {
  for await (const event of events) {
    if (wanted(event)) return event;
  }
  throw new Error("the stream ended");
}

async function byRest(): Promise<void> {
  const instance = await ada.v2.instance.fetch();
  assert.match(instance.version, /^4\./);
  const me = await ada.v1.accounts.verifyCredentials();
  assert.equal(me.acct, "ada");
  assert.equal((await bo.v1.accounts.$select(me.id).follow()).following, true);

  const picture = new Blob([PIXEL], { type: "image/png" });
  const media = await ada.v2.media.create({ file: picture, description: "one blue pixel" });
  const status = await ada.v1.statuses.create({
    status: "A #blue wall",
    mediaIds: [media.id],
    visibility: "public",
  });
  assert.equal(status.mediaAttachments[0]?.description, "one blue pixel");
  const [shown] = await bo.v1.timelines.home.list({ limit: 1 });
  assert.equal(shown?.id, status.id);
  assert.equal((await bo.v1.statuses.$select(status.id).favourite()).favouritesCount, 1);
  const reply = await bo.v1.statuses.create({ status: "Which?", inReplyToId: status.id });
  const context = await ada.v1.statuses.$select(status.id).context.fetch();
  assert.deepEqual(context.descendants.map((below) => below.id), [reply.id]);
  const edited = await ada.v1.statuses.$select(status.id).update({ status: "A #green wall" });
  assert.ok(edited.editedAt);
  const [tagged] = await bo.v1.timelines.tag.$select("green").list();
  assert.equal(tagged?.id, status.id);

  for (let number = 0; number < 5; number++) {
    await ada.v1.statuses.create({ status: `n ${number}` });
  }
  const seen: string[] = [];
  for await (const page of ada.v1.accounts.$select(me.id).statuses.list({ limit: 2 })) {
    seen.push(...page.map((one) => one.id));
  }
  assert.equal(new Set(seen).size, 6);

  const groups = await notified();
  assert.ok(groups.notificationGroups.some((group) => group.type === "follow"));
  const [newest] = await ada.v1.notifications.list({ types: ["mention"] });
  assert.equal(newest?.type, "mention");
  await ada.v1.markers.create({ notifications: { lastReadId: newest?.id ?? "" } });
  const marked = await ada.v1.markers.fetch({ timeline: ["notifications"] });
  assert.equal(marked.notifications.lastReadId, newest?.id);
  const policy = await ada.v2.notifications.policy.update({ forNotFollowing: "filter" });
  assert.equal(policy.forNotFollowing, "filter");
  await ada.v2.notifications.policy.update({ forNotFollowing: "accept" });
  const preferences = await ada.v1.preferences.fetch();
  assert.equal(preferences["posting:default:visibility"], "public");
  await assert.rejects(ada.v1.statuses.$select("1").fetch(), { statusCode: 404 });
}

/** A worker of the tests tells of likes and answers by and by. */
async function notified(): Promise<mastodon.v1.GroupedNotificationsResults> {
  while (true) {
    const found = await ada.v2.notifications.list();
    if (found.notificationGroups.length >= 3) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function byStreams(): Promise<void> {
  const instance = await bo.v2.instance.fetch();
  const streams = createStreamingAPIClient({
    streamingApiUrl: instance.configuration.urls.streaming,
    accessToken: bosToken,
  });
  const home = streams.user.subscribe();
  const tag = streams.hashtag.subscribe({ tag: "stream" });
  const heard = Promise.all([
    hear(home, (event) => event.event === "update"),
    hear(tag, (event) => event.event === "update"),
  ]);
  let done = false;
  heard.then(() => done = true);
  // Subscriptions are not confirmed: the first posts may come before them.
  while (!done) {
    await ada.v1.statuses.create({ status: "on the #stream" });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const [update, tagged] = await heard;
  assert.ok(update.event === "update" && tagged.event === "update");
  assert.equal(update.payload.account.acct, "ada");
  assert.deepEqual(tagged.stream, ["hashtag", "stream"]);
  const status = await bo.v1.statuses.$select(update.payload.id).fetch();
  assert.equal(update.payload.content, status.content);

  const edit = hear(home, (event) => event.event === "status.update");
  await ada.v1.statuses.$select(status.id).update({ status: "edited" });
  const changed = await edit;
  assert.ok(changed.event === "status.update" && changed.payload.content === "<p>edited</p>");

  const gone = hear(home, (event) => event.event === "delete");
  await ada.v1.statuses.$select(status.id).remove();
  const deleted = await gone;
  assert.ok(deleted.event === "delete" && deleted.payload === status.id);

  const told = hear(home, (event) => event.event === "notification");
  await ada.v1.statuses.create({ status: "hello @bo" });
  const notice = await told;
  assert.ok(notice.event === "notification" && notice.payload.type === "mention");
  streams.close();
}

await byRest();
await byStreams();
console.log("a good day");
