import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** In order of start: one heap of busy machines by the minute they are ready, one of ready machines by number. */
final class EncoderBookings {
  private record Job(String id, long from, long to) {}

  private record Busy(long machine, long until) {}

  static Object solve(Object input) {
    var question = (Map<?, ?>) input;
    var setup = (long) (Long) question.get("setup");
    var busy = new PriorityQueue<>(Comparator.comparingLong(Busy::until));
    var ready = new PriorityQueue<Long>();
    var plan = new HashMap<String, Object>();
    long machines = 0;
    for (var job : inOrder((List<?>) question.get("jobs"))) {
      while (!busy.isEmpty() && busy.peek().until <= job.from) ready.add(busy.poll().machine);
      long machine = ready.isEmpty() ? ++machines : ready.poll();
      busy.add(new Busy(machine, job.to + setup));
      plan.put(job.id, machine);
    }
    return Map.of("machines", machines, "plan", plan);
  }

  private static List<Job> inOrder(List<?> jobs) {
    return jobs.stream()
        .map(each -> (List<?>) each)
        .map(job -> new Job((String) job.get(0), (Long) job.get(1), (Long) job.get(2)))
        .filter(job -> job.from < job.to)
        .sorted(Comparator.comparingLong(Job::from).thenComparing(Job::id))
        .toList();
  }
}
