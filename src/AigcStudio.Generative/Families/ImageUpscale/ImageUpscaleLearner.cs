using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>One step of an enlarger: shrink originals, enlarge them again, and pay for pixels and edges that are not the original's.</summary>
internal sealed class ImageUpscaleLearner : ILearner
{
    private const int LeastSmallSide = 8;

    // Adam's first steps are as long as its last: with fresh moments they lead anywhere.
    private const int MostWarmUp = 100;
    private const int WarmUpShare = 20;

    // A quarter of a probe: whole pictures cost as much as many pieces.
    private const int Looked = 16;

    private readonly ImageUpscaleSettings _settings;
    private readonly ImageForm _form;
    private readonly int _steps;
    private readonly int _warmUp;
    private readonly int _crop;
    private readonly Device _device;
    private readonly ImageUpscaleNetwork _network;
    private readonly ImageUpscaleNetwork _averaged;
    private readonly Tensor[] _weights;
    private readonly Adam _adam;
    private readonly WeightAverage _average;
    private readonly Tensor _shown;

    internal ImageUpscaleLearner(LearnerSetup setup)
    {
        _settings = SettingsSchema.Read<ImageUpscaleSettings>(setup.Settings);
        var factor = _settings.Times;
        _form = setup.Form is ImageForm { Channels: 1 or 3 } picture && picture.Width == picture.Height && picture.Width % factor == 0
            && picture.Width / factor >= LeastSmallSide ? picture : throw new RecipeException("recipe.wrongForm", setup.Form.Key);
        (_steps, _device) = (setup.Steps, setup.Device);
        _warmUp = Math.Clamp(_steps / WarmUpShare, 1, MostWarmUp);
        _crop = Math.Min(_settings.Crop, _form.Width / factor);
        Random = new Generator((ulong)setup.Seed, CPU);
        _network = new ImageUpscaleNetwork(_settings, _form.Channels, _device);
        _averaged = new ImageUpscaleNetwork(_settings, _form.Channels, _device);
        _network.Begin(Random);
        _average = new WeightAverage(_network, _averaged, _settings.AverageDecay);
        _weights = [.. _network.parameters()];
        _adam = new Adam("adam", _weights);
        _shown = ImageUpscaleSampler.RoomForShown(_form, factor, _device);
        Remember(setup.Store, setup.Seed);
        State = [.. NamedTensor.Of("network", _network), .. NamedTensor.Of("average", _averaged), .. _adam.State];
        Parameters = _weights.Sum(w => w.numel());
    }

    public long Parameters { get; }

    public int BatchSize => _settings.Batch;

    public IReadOnlyList<NamedTensor> State { get; }

    public Generator Random { get; }

    public void Learn(int step, Batch batch, LossBook losses)
    {
        var (small, large) = PicturePieces.Cut(batch.Examples, _network.Factor, _crop, Random);
        var made = _network.call(small);
        var difference = ImageUpscaleLoss.Difference(made, large);
        var edges = ImageUpscaleLoss.Edges(made, large);
        var slopes = Gradients.Of(difference + (edges * _settings.EdgeWeight), _weights, _settings.GradientClip);
        _adam.Update(slopes, step, LearningRates.Cosine(_settings.LearningRate, step, _steps) * Math.Min(1, (double)step / _warmUp));
        _average.Update(step);
        losses.Add("loss.difference", difference);
        losses.Add("loss.edges", edges);
    }

    public void Probe(int seed, Batch heldOut, LossBook losses)
    {
        var originals = heldOut.Examples.slice(0, 0, Math.Min(Looked, heldOut.Size), 1);
        var large = PictureBytes.ToUnit(originals);
        var small = PictureShrink.Of(originals, _network.Factor).div_(255f);
        losses.Add("psnr.heldOut", ImageUpscaleLoss.Psnr(_averaged.call(small), large));
        losses.Add("psnr.bicubic.heldOut", ImageUpscaleLoss.Psnr(ImageUpscaleNetwork.Bicubic(small, _network.Factor), large));
    }

    public ISampler OpenSampler() => new ImageUpscaleSampler(_averaged, _shown, _form, _device, owned: false);

    public HealthFinding Judge(HealthEvidence evidence) => ImageUpscaleHealth.Judge(evidence);

    public void Dispose()
    {
        _adam.Dispose();
        _shown.Dispose();
        _network.Dispose();
        _averaged.Dispose();
        Random.Dispose();
    }

    // A few small pictures, so that samples show what it makes of them. The same seed finds them again when a run goes on: no checkpoint keeps
    // any, or an erased picture would live on in every model that learned from it.
    private void Remember(IExampleStore store, int seed)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var first = new BatchReader(store, ImageUpscaleSampler.ShownCount, seed, _device).Next();
        _shown.copy_(PictureShrink.Of(first.Examples, _network.Factor));
    }
}
