package dev.midwatch.core.text;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known, piece by piece, and from whom. Midwatch's own is never forgotten. Where the rest needs more than there is room for, the
 * oldest of whoever takes most of it goes, so that nobody can push out what others have.
 */
final class RememberedPieces {
    /** Of the configuration and of {@code .env}. */
    static final String OURS = "";
    /** What one costs besides its characters. */
    private static final int OVERHEAD = 16;

    private final PrefixIndex index;
    private final int room;
    private final Map<String, String> sources = new HashMap<>();
    private final Map<String, Set<String>> oldestFirst = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final int mostOpen;
    private int characters;

    /** @param room so many characters of strangers are kept in mind */
    RememberedPieces(PrefixIndex index, int room, int mostOpen) {
        this.index = index;
        this.room = room;
        this.mostOpen = mostOpen;
    }

    synchronized boolean has(String piece) {
        return sources.containsKey(piece);
    }

    synchronized void add(String source, String piece) {
        String before = sources.get(piece);
        if (source.equals(before) || OURS.equals(before) || !source.equals(OURS) && open.contains(piece)) {
            return;
        }
        if (before == null) {
            index.add(piece);
        } else {
            take(before, piece);
        }
        sources.put(piece, source);
        if (!source.equals(OURS)) {
            oldestFirst.computeIfAbsent(source, none -> new LinkedHashSet<>()).add(piece);
            count(source, piece.length() + OVERHEAD);
            while (characters > room) {
                forgetOne();
            }
        }
    }

    synchronized boolean isOpen(String name) {
        return open.contains(name);
    }

    /** A name that everybody may read is no secret, whoever keeps it in one. */
    synchronized void open(String name) {
        if (open.add(name) && open.size() > mostOpen) {
            open.remove(open.iterator().next());
        }
        if (sources.containsKey(name) && !sources.get(name).equals(OURS)) {
            forget(name);
        }
    }

    private void forgetOne() {
        String greediest = taken.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        forget(oldestFirst.get(greediest).iterator().next());
    }

    private void forget(String piece) {
        take(sources.remove(piece), piece);
        index.remove(piece);
    }

    private void take(String source, String piece) {
        oldestFirst.get(source).remove(piece);
        count(source, -piece.length() - OVERHEAD);
    }

    private void count(String source, int more) {
        characters += more;
        if (taken.merge(source, more, Integer::sum) == 0) {
            taken.remove(source);
            oldestFirst.remove(source);
        }
    }
}
