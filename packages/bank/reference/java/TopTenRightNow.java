import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Top ten right now: a title is halved when it is looked at, so nothing has to happen when a period ends. */
class TopTenRightNow {
  private static final long REMEMBERED_PERIODS = 10;

  /** A count, and the period in which it is right. */
  private record Counted(double count, long period) {
    boolean forgottenIn(long now) {
      return now - period >= REMEMBERED_PERIODS;
    }

    double in(long now) {
      return forgottenIn(now) ? 0 : count / (1L << (now - period));
    }
  }

  private record Placed(String title, double count) {}

  private static final Comparator<Placed> BEST_FIRST =
      Comparator.comparingDouble(Placed::count).reversed().thenComparing(Placed::title);

  private final long period;
  private final Map<String, Counted> counted = new HashMap<>();

  TopTenRightNow(long period) {
    this.period = period;
  }

  void start(String title, long at) {
    long now = at / period;
    counted.merge(title, new Counted(1, now), (before, once) -> new Counted(before.in(now) + 1, now));
  }

  /** Keeps the best k in a heap whose first is the worst of them. */
  List<String> top(long k, long second) {
    long now = second / period;
    counted.values().removeIf(each -> each.forgottenIn(now));
    var best = new PriorityQueue<>(BEST_FIRST.reversed());
    counted.forEach((title, each) -> {
      best.add(new Placed(title, each.in(now)));
      if (best.size() > k) best.poll();
    });
    var titles = new LinkedList<String>();
    while (!best.isEmpty()) titles.addFirst(best.poll().title());
    return titles;
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var chart = new TopTenRightNow((Long) play.get("period"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      if (call.get(0).equals("top")) returned.add(chart.top((Long) call.get(1), (Long) call.get(2)));
      else {
        chart.start((String) call.get(1), (Long) call.get(2));
        returned.add(null);
      }
    }
    return returned;
  }
}
