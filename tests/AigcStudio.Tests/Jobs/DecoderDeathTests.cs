using System.Runtime.InteropServices;
using AigcStudio.Tests.Datasets;
using Microsoft.Extensions.Time.Testing;
using NetVips;
using Xunit;

namespace AigcStudio.Tests.Jobs;

/// <summary>Real decoders that die or hang on one picture of an upload: that one is refused, the others come in, and so does the next upload.</summary>
public sealed partial class DecoderDeathTests
{
    private const int Crash = 11;
    private const int Stop = 19;
    private const int OutOfMemory = 9;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Crash)]
    [InlineData(OutOfMemory)]
    public async Task A_decoder_that_dies_costs_one_picture(int signal) => await CostsOneAsync(signal, null);

    [Fact]
    public async Task A_decoder_that_hangs_is_ended_and_costs_one_picture() => await CostsOneAsync(Stop, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));

    private static async Task CostsOneAsync(int signal, FakeTimeProvider? clock)
    {
        await using var bench = await ImportBench.OpenRealAsync(clock);
        var slow = SlowPicture();
        var dataset = await bench.CreateAsync();
        await bench.UploadAsync(dataset, "a.png", Good(1));
        await bench.UploadAsync(dataset, "slow.png", slow);
        await bench.UploadAsync(dataset, "z.png", Good(2));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var hits = HitAsync(signal, slow.Length, clock, over.Token);

        var version = await bench.ImportAsync(dataset);

        await over.CancelAsync();
        Assert.InRange(await hits, 2, 100);
        Assert.Equal(["slow.png: import.picture.crashed"], version.Health.Refusals.Select(r => $"{r.Name}: {r.Reason.Code}"));
        Assert.Equal(["a.png", "z.png"], (await bench.ItemsAsync(version.Id)).Select(i => i.Name).Order());
        Assert.Equal(1, (await bench.ImportAsync(("next.png", Good(3)))).Count);
    }

    /// <summary>Sends the signal to whichever decoder of ours has a file of that length open, until it is over.</summary>
    /// <returns>How many decoders it was sent to.</returns>
    private static async Task<int> HitAsync(int signal, long length, FakeTimeProvider? clock, CancellationToken over)
    {
        var hit = new HashSet<int>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                foreach (var decoder in Processes.ChildrenOf(Environment.ProcessId).Where(p => Reads(p, length)))
                {
                    // Again and again: the runtime takes a first SIGSEGV from outside for nothing, and lets a second one through.
                    _ = Send(decoder, signal);
                    hit.Add(decoder);
                    if (Processes.IsStopped(decoder))
                    {
                        // Three pictures' time at the most, and then some.
                        clock?.Advance(TimeSpan.FromMinutes(2));
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The import has ended.
        }

        return hit.Count;
    }

    private static bool Reads(int process, long length)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(f => File.ResolveLinkTarget(f, false) is FileInfo { Exists: true } file && file.Length == length);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A hundred million pixels, all of which are looked at: a second or more.
    private static byte[] SlowPicture()
    {
        using var picture = Image.Black(10_000, 10_000);
        return picture.PngsaveBuffer(compression: 1);
    }

    private static byte[] Good(int i) => Pictures.Png(Pictures.Gradient(20 + i, 20));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
