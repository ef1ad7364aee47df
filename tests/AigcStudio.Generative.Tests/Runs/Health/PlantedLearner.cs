using System.Text.Json.Nodes;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Runs.Health;

/// <summary>A learner with a failure planted in it: tensors that never move, or samples that come out spoiled.</summary>
internal sealed class PlantedLearner : ILearner
{
    private readonly ILearner _sound;
    private readonly Func<byte[], byte[]>? _spoil;
    private readonly List<(Tensor Live, Tensor First)> _frozen;

    /// <param name="frozen">First word of the names of tensors that stay as they are.</param>
    /// <param name="spoil">What becomes of the bytes of a draw.</param>
    internal PlantedLearner(ILearner sound, string? frozen, Func<byte[], byte[]>? spoil)
    {
        (_sound, _spoil) = (sound, spoil);
        _frozen = [.. sound.State.Where(s => frozen is not null && s.Name.StartsWith(frozen, StringComparison.Ordinal)).Select(s => (s.Tensor, s.Tensor.detach().clone()))];
    }

    public long Parameters => _sound.Parameters;

    public int BatchSize => _sound.BatchSize;

    public IReadOnlyList<NamedTensor> State => _sound.State;

    public Generator Random => _sound.Random;

    public JsonObject SampleSettings => _sound.SampleSettings;

    public void Learn(int step, Batch batch, LossBook losses)
    {
        _sound.Learn(step, batch, losses);
        using var unwatched = no_grad();
        _frozen.ForEach(f => f.Live.copy_(f.First));
    }

    public void Probe(int seed, Batch heldOut, LossBook losses) => _sound.Probe(seed, heldOut, losses);

    public ISampler OpenSampler() => _spoil is null ? _sound.OpenSampler() : new SpoiledSampler(_sound.OpenSampler(), _spoil);

    public HealthFinding Judge(HealthEvidence evidence) => _sound.Judge(evidence);

    public void Dispose()
    {
        _frozen.ForEach(f => f.First.Dispose());
        _sound.Dispose();
    }

    private sealed class SpoiledSampler(ISampler sound, Func<byte[], byte[]> spoil) : ISampler
    {
        public Core.Datasets.ExampleForm Form => sound.Form;

        public long Bytes => sound.Bytes;

        public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
        {
            using var drawn = new MemoryStream();
            sound.Draw(order, drawn, cancel);
            output.Write(spoil(drawn.ToArray()));
        }

        public void Dispose() => sound.Dispose();
    }
}
