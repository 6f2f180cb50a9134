import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Fair start limiter: a limit of n waits for the n-th last granted start to leave its window, so no window is ever counted. */
class FairStartLimiter {
  private record Limit(int most, long seconds) {}

  private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);
  private static final Pattern LIMIT = Pattern.compile("([1-9][0-9]{0,5})/([1-9][0-9]{0,5})([smhd])");

  /** The last granted starts of one account, in a ring that is only as large as it has to be. */
  private static final class Granted {
    private final int kept;
    private long[] starts = new long[1];
    private long count = 0;

    Granted(int kept) {
      this.kept = kept;
    }

    void add(long at) {
      if (count == starts.length && count < kept) starts = Arrays.copyOf(starts, Math.min(kept, 2 * starts.length));
      starts[(int) (count++ % starts.length)] = at;
    }

    boolean has(int most) {
      return count >= most;
    }

    long fromTheEnd(int place) {
      return starts[(int) ((count - place) % starts.length)];
    }
  }

  private final List<Limit> limits;
  private final int kept;
  private final Map<String, Granted> accounts = new HashMap<>();

  FairStartLimiter(List<Limit> limits) {
    this.limits = limits;
    this.kept = limits.stream().mapToInt(Limit::most).max().orElseThrow();
  }

  /** Seconds to wait; 0 when the start is granted. */
  long start(String account, long at) {
    Granted granted = accounts.computeIfAbsent(account, any -> new Granted(kept));
    long wait = 0;
    for (Limit limit : limits) {
      if (granted.has(limit.most)) wait = Math.max(wait, granted.fromTheEnd(limit.most) + limit.seconds - at);
    }
    if (wait == 0) granted.add(at);
    return wait;
  }

  /** Null for a text of another form. */
  static FairStartLimiter of(String text) {
    var limits = new ArrayList<Limit>();
    for (String each : text.split(",", -1)) {
      var read = LIMIT.matcher(each);
      if (!read.matches()) return null;
      limits.add(new Limit(Integer.parseInt(read.group(1)), Long.parseLong(read.group(2)) * SECONDS.get(read.group(3))));
    }
    return new FairStartLimiter(limits);
  }

  static Object solve(Object input) {
    var play = (Map<?, ?>) input;
    FairStartLimiter limiter = of((String) play.get("limits"));
    if (limiter == null) return null;
    var waits = new ArrayList<Long>();
    for (var each : (List<?>) play.get("starts")) {
      var call = (List<?>) each;
      waits.add(limiter.start((String) call.get(0), (Long) call.get(1)));
    }
    return waits;
  }
}
