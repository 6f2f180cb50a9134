import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Fair encode queue: a heap of the studios that wait, and in each a heap of its jobs, whose order no waiting changes. */
final class FairEncodeQueue {
  /** A job, and since when one of priority 0 would have to wait to be as urgent. */
  private record Job(String name, long minutes, long asIfSince, long at) {}

  private static final Comparator<Job> MOST_URGENT =
      Comparator.comparingLong(Job::asIfSince).thenComparingLong(Job::at).thenComparing(Job::name);

  private static final class Studio {
    final String name;
    final long share;
    long given = 0;
    final PriorityQueue<Job> waiting = new PriorityQueue<>(MOST_URGENT);

    Studio(String name, long share) {
      this.name = name;
      this.share = share;
    }

    /** Compares given per share without dividing. */
    int compareLevel(Studio other) {
      return Long.compare(given * other.share, other.given * share);
    }
  }

  private final long ageing;
  private final Map<String, Studio> studios = new HashMap<>();
  private final PriorityQueue<Studio> waiting =
      new PriorityQueue<>(((Comparator<Studio>) Studio::compareLevel).thenComparing(studio -> studio.name));

  FairEncodeQueue(Map<?, ?> shares, long ageing) {
    this.ageing = ageing;
    shares.forEach((name, share) -> studios.put((String) name, new Studio((String) name, (Long) share)));
  }

  void submit(String job, String studioName, long priority, long minutes, long at) {
    var studio = studios.get(studioName);
    studio.waiting.add(new Job(job, minutes, at - priority * ageing, at));
    if (studio.waiting.size() == 1) waiting.add(studio);
  }

  /** The next job or null. All who wait age alike, so it does not matter when somebody asks. */
  String next() {
    var studio = waiting.poll();
    if (studio == null) return null;
    var job = studio.waiting.remove();
    studio.given += job.minutes();
    if (!studio.waiting.isEmpty()) waiting.add(studio);
    return job.name();
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    var queue = new FairEncodeQueue((Map<?, ?>) play.get("shares"), (Long) play.get("ageing"));
    var returned = new ArrayList<Object>();
    for (var each : (List<?>) play.get("calls")) {
      var call = (List<?>) each;
      if (call.get(0).equals("next")) returned.add(queue.next());
      else {
        queue.submit((String) call.get(1), (String) call.get(2), (Long) call.get(3), (Long) call.get(4), (Long) call.get(5));
        returned.add(null);
      }
    }
    return returned;
  }
}
