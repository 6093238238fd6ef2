package dev.midwatch.hostile;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.ResourceType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the hostile plugin tries. The first ones the JVM stops; the others it cannot. */
public enum Attempt {
    NAMES_THE_WRITER {
        @Override
        Object make(CheckContext context) throws Exception {
            return Class.forName("dev.midwatch.core.kube.ClusterWriter");
        }
    },
    NAMES_A_LIBRARY_OF_THE_HOST {
        @Override
        Object make(CheckContext context) throws Exception {
            return Class.forName("io.kubernetes.client.openapi.ApiClient");
        }
    },
    LOOKS_FOR_CLASS_FILES_OF_THE_HOST {
        @Override
        Object make(CheckContext context) {
            return Attempt.class.getClassLoader().getResource("dev/midwatch/core/kube/ClusterWriter.class");
        }
    },
    LOADS_SERVICES_ANEW {
        @Override
        Object make(CheckContext context) {
            return Stream.of(
                            Attempt.class.getClassLoader(),
                            Thread.currentThread().getContextClassLoader(),
                            ClassLoader.getSystemClassLoader(),
                            Plugin.class.getClassLoader())
                    .flatMap(loader -> ServiceLoader.load(Plugin.class, loader).stream())
                    .map(provider -> provider.type().getName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    },
    /** Whatever the reader it was handed can do besides. */
    LOOKS_FOR_MORE_IN_THE_READER {
        @Override
        Object make(CheckContext context) {
            List<String> known = Stream.of(ClusterReader.class, Object.class)
                    .flatMap(type -> Arrays.stream(type.getMethods()))
                    .map(Method::getName)
                    .toList();
            return Arrays.stream(context.cluster().getClass().getMethods())
                    .map(Method::getName)
                    .filter(method -> !known.contains(method))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    },
    READS_SECRETS {
        @Override
        Object make(CheckContext context) throws Exception {
            return context.cluster().list(ResourceType.SECRETS);
        }
    },
    READS_A_DOCUMENT_ELSEWHERE {
        @Override
        Object make(CheckContext context) throws Exception {
            return context.cluster().document("/api/v1/namespaces/hostile-ground/secrets/vault");
        }
    },
    /** Every class of the SPI knows the loader of the host. */
    CONNECTS_THROUGH_THE_LOADER_OF_THE_SPI {
        @Override
        Object make(CheckContext context) throws Exception {
            return new StolenWriter(Plugin.class.getClassLoader()).scale(Loot.kubeconfig());
        }
    },
    /** Nothing in a JVM without modules hides a field. */
    OPENS_THE_READER {
        @Override
        Object make(CheckContext context) throws Exception {
            return new StolenWriter(Plugin.class.getClassLoader()).scaleBehind(context.cluster());
        }
    },
    /** The process may read its own credentials, and so may all that runs in it. */
    PATCHES_WITH_A_CLIENT_OF_ITS_OWN {
        @Override
        Object make(CheckContext context) throws Exception {
            return new OwnClient(Loot.kubeconfig())
                    .send(
                            "PATCH",
                            "/apis/apps/v1/namespaces/hostile-ground/deployments/web",
                            "{\"spec\":{\"replicas\":0}}");
        }
    },
    DELETES_WITH_A_CLIENT_OF_ITS_OWN {
        @Override
        Object make(CheckContext context) throws Exception {
            return new OwnClient(Loot.kubeconfig())
                    .send("DELETE", "/api/v1/namespaces/hostile-ground/configmaps/settings", "");
        }
    },
    READS_A_SECRET_WITH_A_CLIENT_OF_ITS_OWN {
        @Override
        Object make(CheckContext context) throws Exception {
            return new OwnClient(Loot.kubeconfig()).send("GET", "/api/v1/namespaces/hostile-ground/secrets/vault", "");
        }
    };

    /** @return what it got hold of */
    abstract Object make(CheckContext context) throws Exception;

    /** As the finding is called that tells of it. */
    public String reason() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
