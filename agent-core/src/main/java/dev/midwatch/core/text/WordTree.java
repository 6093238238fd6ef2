package dev.midwatch.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words that share their beginnings, so that one walk over a text finds the longest of them, however many there are. Never changes; with a
 * word more or less it is another.
 *
 * @param edge     the characters from the node above to this one
 * @param word     whether a word ends here
 * @param children sorted by the first character of their edges, no two of which are the same
 */
record WordTree(String edge, boolean word, List<WordTree> children) {
    static final WordTree EMPTY = new WordTree("", false, List.of());

    WordTree with(String rest) {
        if (rest.isEmpty()) {
            return new WordTree(edge, true, children);
        }
        int at = child(rest.charAt(0));
        List<WordTree> more = new ArrayList<>(children);
        if (at < 0) {
            more.add(-at - 1, new WordTree(rest, true, List.of()));
        } else {
            more.set(at, children.get(at).joinedBy(rest));
        }
        return new WordTree(edge, word, List.copyOf(more));
    }

    /** This node and a word that begins like its edge. */
    private WordTree joinedBy(String rest) {
        int same = same(rest, 0);
        if (same == edge.length()) {
            return with(rest.substring(same));
        }
        WordTree below = new WordTree(edge.substring(same), word, children);
        return new WordTree(edge.substring(0, same), false, List.of(below)).with(rest.substring(same));
    }

    WordTree without(String rest) {
        if (rest.isEmpty()) {
            return new WordTree(edge, false, children);
        }
        int at = child(rest.charAt(0));
        if (at < 0 || !rest.startsWith(children.get(at).edge)) {
            return this;
        }
        List<WordTree> left = new ArrayList<>(children);
        WordTree shorter =
                children.get(at).without(rest.substring(children.get(at).edge.length()));
        if (shorter.isEmpty()) {
            left.remove(at);
        } else {
            left.set(at, shorter);
        }
        return new WordTree(edge, word, List.copyOf(left));
    }

    boolean isEmpty() {
        return !word && children.isEmpty();
    }

    /** How the walk from a place of the text ended: behind the last character that fits, and behind the longest word, -1 if there is none. */
    record Walk(int fits, int word) {}

    Walk walk(String text, int from) {
        WordTree node = this;
        int at = from;
        int longest = -1;
        while (at < text.length()) {
            int next = node.child(text.charAt(at));
            if (next < 0) {
                break;
            }
            node = node.children.get(next);
            int same = node.same(text, at);
            at += same;
            if (same < node.edge.length()) {
                break;
            }
            longest = node.word ? at : longest;
        }
        return new Walk(at, longest);
    }

    private int same(String text, int from) {
        int most = Math.min(edge.length(), text.length() - from);
        int same = 0;
        while (same < most && edge.charAt(same) == text.charAt(from + same)) {
            same++;
        }
        return same;
    }

    /** Which child begins so, or, as {@link Arrays#binarySearch} has it, where it would be. */
    private int child(char first) {
        int low = 0;
        int high = children.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            char there = children.get(middle).edge.charAt(0);
            if (there == first) {
                return middle;
            }
            low = there < first ? middle + 1 : low;
            high = there < first ? high : middle - 1;
        }
        return -low - 1;
    }
}
