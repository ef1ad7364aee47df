using System.Globalization;
using System.Text;
using Xunit;

namespace AigcStudio.Tests.Fuzzing;

/// <summary>
/// Gives a parser of ours spoilt inputs. It must return or throw its own refusal: any other exception, more memory than its cap, or
/// a minute without an end is a fault, told with the round that made it. What was found once lies in <see cref="Finds"/> and comes first.
/// <para>
/// By hand for longer: <c>FUZZ_ROUNDS=1000000</c> tries for each parser, or <c>FUZZ_MINUTES=60</c> shared among all of them;
/// <c>FUZZ_FROM=2000</c> goes on where an earlier call ended. Both are told in the output.
/// </para>
/// </summary>
/// <param name="parser">Its name.</param>
/// <param name="mostBytes">What one input of at most 64 KiB may have a thread allocate in all.</param>
/// <param name="refusals">The exceptions that are an answer.</param>
internal sealed class Fuzz(string parser, long mostBytes, params Type[] refusals)
{
    private const int RoundsInCi = 2_000;

    /// <summary>Calls of <see cref="RunAsync"/> in all the tests, among which minutes are shared.</summary>
    private const int Parsers = 24;

    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private long _round;

    public IReadOnlyList<byte[]> Seeds { get; init; } = [[]];

    public IReadOnlyList<byte[]> Words { get; init; } = [];

    public int Rounds { get; init; } = RoundsInCi;

    public static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Tries the finds, the seeds as they are, and then spoilt ones.</summary>
    public async Task RunAsync(Action<byte[]> parse)
    {
        var work = Task.Run(() => Run(parse));
        using var timer = new PeriodicTimer(Hang);
        while (!work.IsCompleted)
        {
            var seen = Interlocked.Read(ref _round);
            var tick = timer.WaitForNextTickAsync().AsTask();
            if (await Task.WhenAny(work, tick) == tick && seen == Interlocked.Read(ref _round))
            {
                Assert.Fail($"{parser}: round {seen} does not end.");
            }
        }

        await work;
    }

    private void Run(Action<byte[]> parse)
    {
        var known = Finds.Of(parser);
        foreach (var input in known.Concat(Seeds))
        {
            Try(parse, input);
        }

        var from = Number("FUZZ_FROM") ?? 0;
        var minutes = Number("FUZZ_MINUTES");
        var most = minutes is null ? from + (Number("FUZZ_ROUNDS") ?? Rounds) : long.MaxValue;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (_round = from; _round < most && !(minutes * 60 / Parsers <= clock.Elapsed.TotalSeconds); Interlocked.Increment(ref _round))
        {
            // Not HashCode: that differs from one process to the next.
            Try(parse, Mutator.Spoil(new Random(unchecked((int)(_round * 7919) ^ parser.Sum(c => c * 31))), Seeds, Words));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{parser}: {known.Count + Seeds.Count + _round - from} inputs in {clock.Elapsed.TotalSeconds:0.0} s; next round {_round}");
    }

    private void Try(Action<byte[]> parse, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            parse(input);
        }
        catch (Exception refusal) when (refusals.Any(r => r.IsInstanceOfType(refusal)))
        {
            // An answer.
        }
        catch (Exception fault)
        {
            Assert.Fail($"{parser}, round {_round}, input {Convert.ToBase64String(input)}: {fault}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= mostBytes, $"{parser}, round {_round}, input {Convert.ToBase64String(input)}: {allocated} bytes were allocated.");
    }

    private static long? Number(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
