package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.check.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalCardTest {
    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final Times TIMES = new Times(ZoneOffset.UTC);

    private static Action.Intent intent(String name, ResourceType type) {
        return new Action.Intent(
                name, type, new ObjectRef(type.apiVersion(), type.kind(), "shop", "web", "u"), Risk.RISKY, "kubectl …");
    }

    static Proposal proposal(Action action, String diff) {
        return Proposal.of(
                new ActionRequest(action, List.of(), Optional.of("f"), "it crashes", "job:pods"),
                new Rehearsal("digest", diff),
                NOON,
                Duration.ofHours(1));
    }

    @Test
    void saysAllThatIsToBeApproved() {
        Action back = new Action.Delete(intent("scale", ResourceType.DEPLOYMENTS));
        Proposal proposal = proposal(
                new Action.Delete(intent("scale", ResourceType.DEPLOYMENTS)
                        .touching(2, "pods are added")
                        .until(Goal.reads("status.replicas", 5))
                        .undoneBy(back)),
                "-  replicas: 3\n+  replicas: 5\n```");
        Card card = ProposalCard.of(proposal, TIMES);

        assertThat(card.about()).isEqualTo("proposal:" + proposal.id());
        assertThat(ProposalCard.id(card.about())).contains(proposal.id());
        assertThat(card.tone()).isEqualTo(Card.Tone.ASKING);
        assertThat(card.title()).isEqualTo("Scale Deployment shop/web?");
        assertThat(card.fields())
                .extracting(Field::label, Field::value, Field::shape)
                .containsExactly(
                        tuple("What", "scale", Shape.SHORT),
                        tuple("Where", "Deployment shop/web", Shape.SHORT),
                        tuple("Risk", "risky", Shape.SHORT),
                        tuple("Why", "it crashes", Shape.TEXT),
                        tuple("Touches", "2 pods are added", Shape.TEXT),
                        tuple("Works when", "status.replicas reads 5", Shape.TEXT),
                        tuple("Undo", "kubectl …", Shape.COMMAND),
                        tuple("Diff", "-  replicas: 3\n+  replicas: 5\n'''", Shape.DIFF),
                        tuple("Command", "kubectl …", Shape.COMMAND),
                        tuple("Expires", "13:00", Shape.SHORT),
                        tuple("Proposal", proposal.id(), Shape.SHORT));
    }

    @Test
    void saysThatThereIsNoUndoAndLeavesOutADiffThatIsNone() {
        Card card = ProposalCard.of(proposal(new Action.Delete(intent("delete_pod", ResourceType.PODS)), "\n"), TIMES);

        assertThat(card.fields()).extracting(Field::label).doesNotContain("Diff");
        assertThat(card.fields()).contains(new Field("Undo", "there is none", Shape.SHORT));
    }

    @ParameterizedTest
    @CsvSource({
        "rollout_restart, deployments, Restart Deployment shop/web?",
        "rollout_undo, deployments, Roll back Deployment shop/web?",
        "scale, deployments, Scale Deployment shop/web?",
        "delete_pod, pods, Delete Pod shop/web?",
        "evict_pod, pods, Evict Pod shop/web?",
        "delete_job, jobs, Delete Job shop/web?",
        "suspend_cronjob, cronjobs, Suspend CronJob shop/web?",
        "cordon, nodes, Cordon Node shop/web?",
        "certificate_renew, pods, Renew Pod shop/web?",
        "argocd_sync, pods, Sync Pod shop/web?",
    })
    void asksAPlainQuestion(String name, String plural, String question) {
        ResourceType type = List.of(
                        ResourceType.DEPLOYMENTS,
                        ResourceType.PODS,
                        ResourceType.JOBS,
                        ResourceType.CRON_JOBS,
                        ResourceType.NODES)
                .stream()
                .filter(one -> one.plural().equals(plural))
                .findFirst()
                .orElseThrow();
        assertThat(ProposalParts.of(proposal(new Action.Delete(intent(name, type)), ""))
                        .question())
                .isEqualTo(question);
    }

    @Test
    void doesNotCallAResumptionASuspension() {
        Action resume = new Action.Delete(
                intent("suspend_cronjob", ResourceType.CRON_JOBS).until(Goal.reads("spec.suspend", false)));
        assertThat(ProposalParts.of(proposal(resume, "")).question()).isEqualTo("Resume CronJob shop/web?");
    }

    @Test
    void saysThatACommandIsRun() {
        Action exec = new Action.Exec(intent("exec", ResourceType.PODS), "web", List.of("df", "-h"));
        assertThat(ProposalParts.of(proposal(exec, "")).question()).isEqualTo("Run a command in Pod shop/web?");
    }
}
