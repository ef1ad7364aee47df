using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Tests.Evaluation.Copies;
using AigcStudio.Generative.Tests.Runs;
using StreamJsonRpc;
using Xunit;

namespace AigcStudio.Generative.Tests.Engine;

/// <summary>Comparisons by the real process over the real sockets.</summary>
public sealed class EngineCompareTests : IDisposable
{
    private static readonly ImageForm Form = new(1, 8, 8);

    private readonly string _folder = Directory.CreateTempSubdirectory("compare-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Pack => Path.Combine(_folder, "pack");

    private string Examples => Path.Combine(_folder, "examples");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_pack_that_was_written_anew_is_read_anew()
    {
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);
        var (first, second) = (new ChanceItems(Form, 50), new ChanceItems(Form, 60, seed: 2));
        await File.WriteAllBytesAsync(Examples, [.. first.Drawn(7), .. second.Drawn(8)], Cancel);
        first.WriteTo(Pack);
        var before = await child.Service.CompareAsync(Request(2), Cancel);
        var again = await child.Service.CompareAsync(Request(2), Cancel);
        second.WriteTo(Pack);
        File.SetLastWriteTimeUtc(Pack, File.GetLastWriteTimeUtc(Pack).AddMinutes(1));
        var after = await child.Service.CompareAsync(Request(2), Cancel);

        Assert.Equal([true, false], before.Select(n => n.Near));
        Assert.Equal(before, again);
        Assert.Equal([false, true], after.Select(n => n.Near));
        Assert.Equal((7, 8), (before[0].Item, after[1].Item));
    }

    [Fact]
    public async Task A_damaged_pack_is_refused_over_the_wire_and_the_engine_goes_on()
    {
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);
        var items = new ChanceItems(Form, 50);
        await File.WriteAllBytesAsync(Examples, items.Drawn(7), Cancel);
        await File.WriteAllTextAsync(Pack, "no pack at all", Cancel);

        var refusal = await Assert.ThrowsAsync<RemoteInvocationException>(() => child.Service.CompareAsync(Request(1), Cancel));
        items.WriteTo(Pack);

        Assert.Equal("evaluation.packDamaged", Assert.IsType<Said>(refusal.DeserializedErrorData).Code);
        Assert.True((await child.Service.CompareAsync(Request(1), Cancel))[0].Near);
    }

    private CompareRequest Request(int count) => new(Pack, Examples, Form, count, TestDevice.Id);
}
