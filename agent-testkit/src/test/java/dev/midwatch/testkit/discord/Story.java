package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A short story with one of everything, told over REST as a client would. */
final class Story {
    private static final String CARD = """
            {"embeds":[{"title":"Restart shop/web","color":15380564,
              "description":"```diff\\n spec:\\n-  replicas: 1\\n+  replicas: 1\\n+  annotations: restartedAt\\n```",
              "fields":[{"name":"Risk","value":"SAFE","inline":true},{"name":"Blast radius","value":"3 pods","inline":true},
                {"name":"Expires","value":"<t:%d:R>","inline":true},
                {"name":"By hand","value":"`kubectl -n shop rollout restart deployment/web`"}],
              "footer":{"text":"Proposal %s"}}],
             "components":[{"type":1,"components":[
               {"type":2,"style":3,"label":"Approve","custom_id":"approve"},
               {"type":2,"style":4,"label":"Deny","custom_id":"deny"},
               {"type":2,"style":2,"label":"Details","custom_id":"details"}]}]}
            """;

    private Story() {}

    static Place told() {
        try (LoopbackDiscord discord = LoopbackDiscord.start().bucket(1000, Duration.ofSeconds(1))) {
            return told(discord, new RawClient(discord));
        }
    }

    private static Place told(LoopbackDiscord discord, RawClient bot) {
        Place alerts = discord.channel("alerts");
        Person roger = discord.person("roger", discord.role("ops"));
        Person anna = discord.person("anna");
        bot.registers("findings", "stop");

        JsonNode report = bot.sends(alerts, """
                {"content":"**3 findings** in `shop`, 1 critical. %s is on call.","allowed_mentions":{"parse":[]},
                 "embeds":[{"title":"CrashLooping · shop/web","color":14042437,
                   "description":"The container `web` ended 7 times in 10 minutes.",
                   "fields":[{"name":"Owner","value":"Deployment/web","inline":true},
                     {"name":"Since","value":"02:04","inline":true},{"name":"Exit code","value":"1","inline":true},
                     {"name":"Evidence","value":"```\\npanic: cannot read /etc/web/<config>.yaml\\n```"},
                     {"name":"Look for yourself","value":"`kubectl -n shop logs deploy/web --previous`"}],
                   "footer":{"text":"seen at 2026-03-01T02:14:07Z"}}]}
                """.formatted(roger.mention()));
        bot.uploads(alerts, "the whole log", "web.log", "starting\npanic: no config\n");
        Place thread = bot.opensThread(alerts, report, "shop/web");
        Message question = roger.says(thread, discord.botMention() + " why? <script>alert(1)</script>");
        JsonNode answer = bot.replies(thread, question, "looking …");
        bot.edits(thread, answer, "Its image cannot be pulled:\n- the tag `2.1` is missing\n> 404 from the registry");
        JsonNode card = bot.sends(thread, card());
        Interaction click = roger.clicks(thread.message(card.path("id").asText()), "approve");
        bot.answers(
                click,
                7,
                ((ObjectNode) Json.parse(card().replace("\"label\"", "\"disabled\":true,\"label\"")))
                        .put("content", "Approved by roger, **fixed** after 40 s.")
                        .toString());
        Interaction asked = anna.commands("findings", Map.of(), alerts);
        bot.answers(asked, 4, "{\"content\":\"Nothing else is open.\",\"flags\":64}");
        anna.commands("stop", Map.of(), alerts);
        return alerts;
    }

    private static String card() {
        return CARD.formatted(Instant.now().getEpochSecond() + 3600, UUID.randomUUID());
    }
}
