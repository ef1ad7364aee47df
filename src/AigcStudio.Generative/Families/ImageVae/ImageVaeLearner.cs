using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>One step of a variational autoencoder: encode, add noise in proportion, decode, and pay for both halves of the bound.</summary>
internal sealed class ImageVaeLearner : ILearner
{
    private readonly ImageVaeSettings _settings;
    private readonly ImageForm _form;
    private readonly LabelBook _labels;
    private readonly int _seed;
    private readonly Device _device;
    private readonly ImageVaeNetwork _network;
    private readonly ImageVaeNetwork _averaged;
    private readonly Tensor[] _weights;
    private readonly Adam _adam;
    private readonly WeightAverage _average;
    private readonly EncodingBook _encodings;

    internal ImageVaeLearner(LearnerSetup setup)
    {
        _settings = SettingsSchema.Read<ImageVaeSettings>(setup.Settings);
        _form = setup.Form as ImageForm ?? throw new RecipeException("recipe.wrongForm", setup.Form.Key);
        (_labels, _seed, _device) = (setup.Labels, setup.Seed, setup.Device);
        Random = new Generator((ulong)setup.Seed, CPU);
        _network = new ImageVaeNetwork(_settings, _form, _device);
        _averaged = new ImageVaeNetwork(_settings, _form, _device);
        FirstWeights.Fill(_network, "glorot", Random);
        _average = new WeightAverage(_network, _averaged, _settings.AverageDecay);
        _weights = [.. _network.parameters()];
        _adam = new Adam("adam", _weights);
        _encodings = new EncodingBook(_settings.Latent, _device);
        State = [.. NamedTensor.Of("network", _network), .. NamedTensor.Of("average", _averaged), .. _adam.State, .. _encodings.State];
        Parameters = _weights.Sum(w => w.numel());
    }

    public long Parameters { get; }

    public int BatchSize => _settings.Batch;

    public IReadOnlyList<NamedTensor> State { get; }

    public Generator Random { get; }

    public void Learn(int step, Batch batch, LossBook losses)
    {
        var pictures = PictureBytes.ToUnit(batch.Examples);
        var (mean, logVariance) = _network.Encode(pictures);
        var noise = randn(mean.shape, device: _device, generator: Random.On(_device));
        var codes = LatentCode.Draw(mean, logVariance, noise);
        var likeness = ImageVaeLoss.Likeness(_network.call(codes), pictures);
        var divergence = ImageVaeLoss.Divergence(mean, logVariance);
        var loss = likeness + (divergence * _settings.Beta);
        _adam.Update(Gradients.Of(loss, _weights, _settings.GradientClip), step, _settings.LearningRate);
        _average.Update(step);
        _encodings.Add(step, codes, batch.Labels);
        losses.Add("bound", -(likeness + divergence));
        losses.Add("loss.likeness", likeness);
        losses.Add("loss.divergence", divergence);
    }

    public void Probe(int seed, Batch heldOut, LossBook losses)
    {
        using var random = new Generator((ulong)seed, CPU);
        var pictures = PictureBytes.ToUnit(heldOut.Examples);
        var (mean, logVariance) = _averaged.Encode(pictures);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: random.On(_device)));
        losses.Add("bound.heldOut", -(ImageVaeLoss.Likeness(_averaged.call(codes), pictures) + ImageVaeLoss.Divergence(mean, logVariance)));
    }

    public ISampler OpenSampler()
    {
        var prior = LatentPrior.Fit(_encodings, _labels, _settings.PriorComponents, _seed);
        return new ImageVaeSampler(_averaged, prior, _form, _labels, _device, owned: false);
    }

    public HealthFinding Judge(HealthEvidence evidence) => ImageVaeHealth.Judge(evidence);

    public void Dispose()
    {
        _adam.Dispose();
        _encodings.Dispose();
        _network.Dispose();
        _averaged.Dispose();
        Random.Dispose();
    }
}
