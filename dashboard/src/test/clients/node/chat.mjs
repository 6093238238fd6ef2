// The official JavaScript client against Midwatch: OPENAI_BASE_URL and OPENAI_API_KEY say where and as whom.
import assert from "node:assert/strict";
import OpenAI from "openai";

const client = new OpenAI();
const user = (content) => [{ role: "user", content }];

const models = [];
for await (const model of client.models.list()) models.push(model.id);
assert.deepEqual(models, ["midwatch"]);

const { data: answer, response } = await client.chat.completions
  .create({ model: "midwatch", messages: user("how many nodes?") })
  .withResponse();
assert.equal(answer.choices[0].message.content, "Three nodes.");
assert.equal(answer.choices[0].finish_reason, "stop");
assert.ok(answer.usage.total_tokens > 0);

const session = response.headers.get("x-midwatch-session");
const again = await client.chat.completions
  .create({ model: "midwatch", messages: user("sure?") }, { headers: { "X-Midwatch-Session": session } })
  .withResponse();
assert.equal(again.response.headers.get("x-midwatch-session"), session);
assert.equal(again.data.choices[0].message.content, "Quite sure.");

let text = "";
let activity = "";
let usage;
const stream = await client.chat.completions.create({
  model: "midwatch",
  messages: user("nodes?"),
  stream: true,
  stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta.content ?? "";
  activity += chunk.choices[0]?.delta.reasoning_content ?? "";
  usage = chunk.usage ?? usage;
}
assert.equal(text, "All three are ready.");
assert.equal(activity, "kubectl get nodes\n");
assert.ok(usage.total_tokens > 0);

await assert.rejects(
  new OpenAI({ apiKey: "key-of-nobody" }).models.list(),
  (error) => error instanceof OpenAI.AuthenticationError && error.code === "invalid_api_key",
);
await assert.rejects(
  client.chat.completions.create({ model: "midwatch", messages: user("hi"), n: 2 }),
  (error) => error instanceof OpenAI.BadRequestError && error.param === "n",
);
await assert.rejects(
  client.chat.completions.create({ model: "gpt-9", messages: user("hi") }),
  (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
);

console.log("all is well");
