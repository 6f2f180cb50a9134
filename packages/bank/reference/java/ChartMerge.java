import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Chart merge the classic way: a heap of the first waiting line of each feed, and a count of the open feeds that have none.
 * While that count is not zero, some feed might still send what goes first.
 */
final class ChartMerge {
  private record Line(String title, long starts) {}

  private static final class Feed {
    final Queue<Line> waiting = new ArrayDeque<>();
    boolean open = true;

    String first() {
      return waiting.element().title();
    }
  }

  private final Map<String, Feed> feeds = new HashMap<>();
  private final PriorityQueue<Feed> heads = new PriorityQueue<>(Comparator.comparing(Feed::first));
  private int silent;

  ChartMerge(List<?> names) {
    for (var name : names) feeds.put((String) name, new Feed());
    silent = feeds.size();
  }

  List<List<Object>> line(String name, String title, long starts) {
    var feed = feeds.get(name);
    feed.waiting.add(new Line(title, starts));
    if (feed.waiting.size() == 1) {
      heads.add(feed);
      silent -= 1;
    }
    return goOut();
  }

  List<List<Object>> end(String name) {
    var feed = feeds.get(name);
    feed.open = false;
    if (feed.waiting.isEmpty()) silent -= 1;
    return goOut();
  }

  private List<List<Object>> goOut() {
    var lines = new ArrayList<List<Object>>();
    while (silent == 0 && !heads.isEmpty()) {
      var title = heads.element().first();
      var starts = 0L;
      while (!heads.isEmpty() && heads.element().first().equals(title)) starts += takeFirst(heads.remove()).starts();
      lines.add(List.of(title, starts));
    }
    return lines;
  }

  /** Takes the first line of a feed that is out of the heap, and puts the feed back if another one waits. */
  private Line takeFirst(Feed feed) {
    var line = feed.waiting.remove();
    if (!feed.waiting.isEmpty()) heads.add(feed);
    else if (feed.open) silent += 1;
    return line;
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var merge = new ChartMerge((List<?>) play.get("feeds"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      var feed = (String) call.get(1);
      returned.add(call.get(0).equals("end") ? merge.end(feed) : merge.line(feed, (String) call.get(2), (Long) call.get(3)));
    }
    return returned;
  }
}
