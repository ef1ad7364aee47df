using AigcStudio.Core;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Evaluation.Rulers;
using AigcStudio.Generative.Tests.Runs;
using StreamJsonRpc;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Engine;

/// <summary>Reports by the real process over the real sockets, with a supplied network of features.</summary>
public sealed class EngineEvaluateTests : IDisposable
{
    private const int Count = 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("evaluate-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Script => Path.Combine(_folder, "inception.pt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_the_supplied_file_a_report_of_pictures_has_the_FID_that_its_features_give()
    {
        HandMadeScript.Write(Script, HandMadeScript.Colours);
        var (checkpoint, run) = Trained("ImageVae");
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);

        var report = await child.Service.EvaluateAsync(Request(checkpoint, run, InceptionTests.HashOf(Script)), Cancel);

        var fid = report.Measures.Single(m => m.Id == "fid");
        var (value, real, noise) = Expected(checkpoint, run);
        Assert.Equal((value, real, noise), (fid.Value, fid.Real!.Value, fid.Noise!.Value), Near);
        Assert.Equal((InceptionTests.HashOf(Script), Count), (fid.Ruler, report.Items));
        Assert.All(report.Measures.Where(m => m.Id != "fid"), m => Assert.Null(m.Ruler));
    }

    [Fact]
    public async Task A_file_of_another_hash_is_refused_over_the_wire_before_anything_is_drawn()
    {
        HandMadeScript.Write(Script, HandMadeScript.Colours);
        var (checkpoint, run) = Trained("ImageVae");
        var heard = new HeardEvents();
        await using var child = await EngineChild.StartAsync(heard, Cancel);
        var stated = new string('0', 64);

        var refusal = await Assert.ThrowsAsync<RemoteInvocationException>(() => child.Service.EvaluateAsync(Request(checkpoint, run, stated), Cancel));

        var said = Assert.IsType<Said>(refusal.DeserializedErrorData);
        Assert.Equal("evaluation.inceptionOther", said.Code);
        Assert.Equal([stated, InceptionTests.HashOf(Script)], said.Arguments);
        Assert.Empty(heard.All);
    }

    [Fact]
    public async Task Texts_have_no_use_for_it()
    {
        var (checkpoint, run) = Trained("TextVae");
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);

        var report = await child.Service.EvaluateAsync(Request(checkpoint, run, "not even looked at"), Cancel);

        Assert.DoesNotContain(report.Measures, m => m.Id == "fid");
    }

    private static bool Near((double, double, double) a, (double, double, double) b) =>
        Close(a.Item1, b.Item1) && Close(a.Item2, b.Item2) && Close(a.Item3, b.Item3);

    // Another process adds up with as many threads and the same instructions; what is left is the last digits of single precision.
    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-4 * Math.Max(1, Math.Abs(a));

    // The same pictures, real and drawn, resized and pooled here, without the file.
    private static (double Value, double Real, double Noise) Expected(string file, TinyRun run)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = run.Family.OpenSampler(checkpoint, TestDevice.Device);
        var sets = RealSets.Of(run.Store, 100);
        var made = MadeExamples.Of(sampler, run.Store, Count, seed: 1, _ => { }, CancellationToken.None);
        var reference = Features(sets.Reference.Bytes);
        return (
            FrechetDistance.Between(reference, Features(made.Set.Bytes)),
            FrechetDistance.Between(reference, Features(sets.Other.Bytes)),
            FrechetDistance.Between(reference, Features(Harm.Nothing(sets.Other))));

        static Tensor Features(Tensor bytes)
        {
            var large = nn.functional.interpolate(bytes.to(float32), [299, 299], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
            return nn.functional.adaptive_avg_pool2d(cat([large, large, large], 1), 4).flatten(1).to(float64);
        }
    }

    private (string Checkpoint, TinyRun Run) Trained(string family)
    {
        var run = new TinyRun(ModelFamilies.Of(family), Directory.CreateDirectory(Path.Combine(_folder, family)).FullName);
        run.Store.WriteTo(run.PackPath);
        var heard = new HeardEvents();
        run.Go(heard);
        return (heard.Checkpoints[^1].File, run);
    }

    private EvaluateRequest Request(string checkpoint, TinyRun run, string stated) =>
        new(Guid.CreateVersion7(), checkpoint, run.PackPath, Path.Combine(_folder, "ruler"), Path.Combine(_folder, "pairs"), 100, 1, TestDevice.Id)
        {
            Inception = new InceptionFile(Script, stated),
        };
}
