// The official JavaScript client of the Model Context Protocol against Midwatch: MCP_URL and MCP_KEY say where and as whom.
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const connect = async (key) => {
  const client = new Client({ name: "midwatch-test", version: "1" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(process.env.MCP_URL), {
      requestInit: { headers: { Authorization: `Bearer ${key}` } },
    }),
  );
  return client;
};

const client = await connect(process.env.MCP_KEY);
assert.equal(client.getServerVersion().name, "midwatch");

const names = (await client.listTools()).tools.map((tool) => tool.name);
for (const name of ["overview", "findings", "kubectl", "propose_rollout_restart"]) assert.ok(names.includes(name), name);
assert.ok(!names.some((name) => name.startsWith("approve") || name === "memory"), names);

const call = async (name, args) => {
  const answer = await client.callTool({ name, arguments: args });
  return { text: answer.content[0].text, failed: answer.isError === true };
};
const findings = JSON.parse((await call("findings", {})).text);
assert.equal(typeof findings.total, "number");
const pods = await call("kubectl", { command: "get pods -n shop" });
assert.ok(!pods.failed && pods.text.includes("shop-"), pods.text);
assert.ok((await call("kubectl", { command: "delete pod shop-0 -n shop" })).failed);
const asked = await call("propose_rollout_restart", { kind: "Deployment", namespace: "shop", name: "shop" });
assert.ok(!asked.failed && asked.text.includes("proposal"), asked.text);

await assert.rejects(connect("key-of-nobody"));
await client.close();
console.log("all is well");
