"""The official Python client against Midwatch: OPENAI_BASE_URL and OPENAI_API_KEY say where and as whom."""

import openai

client = openai.OpenAI()

models = [model.id for model in client.models.list()]
assert models == ["midwatch"], models
assert client.models.retrieve("midwatch").owned_by == "midwatch"


def user(text):
    return [{"role": "user", "content": text}]


raw = client.chat.completions.with_raw_response.create(model="midwatch", messages=user("how many nodes?"))
answer = raw.parse()
assert answer.choices[0].message.content == "Three nodes.", answer
assert answer.choices[0].finish_reason == "stop", answer
assert answer.usage.total_tokens > 0, answer

session = raw.headers["x-midwatch-session"]
again = client.chat.completions.with_raw_response.create(
    model="midwatch", messages=user("sure?"), extra_headers={"X-Midwatch-Session": session}
)
assert again.headers["x-midwatch-session"] == session
assert again.parse().choices[0].message.content == "Quite sure."

text, activity, usage = "", "", None
for chunk in client.chat.completions.create(
    model="midwatch", messages=user("nodes?"), stream=True, stream_options={"include_usage": True}
):
    for choice in chunk.choices:
        text += choice.delta.content or ""
        activity += getattr(choice.delta, "reasoning_content", None) or ""
    usage = chunk.usage or usage
assert text == "All three are ready.", text
assert activity == "kubectl get nodes\n", activity
assert usage.total_tokens > 0, usage

try:
    openai.OpenAI(api_key="key-of-nobody").models.list()
    raise AssertionError("a wrong key was let in")
except openai.AuthenticationError as error:
    assert error.code == "invalid_api_key", error

try:
    client.chat.completions.create(model="midwatch", messages=user("hi"), n=2)
    raise AssertionError("two answers were promised")
except openai.BadRequestError as error:
    assert error.param == "n", error

try:
    client.chat.completions.create(model="gpt-9", messages=user("hi"))
    raise AssertionError("another model was found")
except openai.NotFoundError as error:
    assert error.code == "model_not_found", error

print("all is well")
