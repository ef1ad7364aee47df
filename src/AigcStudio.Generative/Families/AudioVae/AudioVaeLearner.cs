using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>One step: sounds to frames on the device, encode, add noise in proportion, decode, and pay for both halves of the bound.</summary>
internal sealed class AudioVaeLearner : ILearner
{
    private readonly AudioVaeSettings _settings;
    private readonly AudioForm _form;
    private readonly LabelBook _labels;
    private readonly int _seed;
    private readonly Device _device;
    private readonly LogMel _mel;
    private readonly AudioVaeNetwork _network;
    private readonly AudioVaeNetwork _averaged;
    private readonly Tensor[] _weights;
    private readonly Adam _adam;
    private readonly WeightAverage _average;
    private readonly EncodingBook _encodings;

    internal AudioVaeLearner(LearnerSetup setup)
    {
        _settings = SettingsSchema.Read<AudioVaeSettings>(setup.Settings);
        _form = AudioVaeForm.Of(setup.Form);
        (_labels, _seed, _device) = (setup.Labels, setup.Seed, setup.Device);
        Random = new Generator((ulong)setup.Seed, CPU);
        _mel = new LogMel(_form.SampleRateHz, _device);
        _network = AudioVaeNetwork.Of(_settings, _form, _device);
        _averaged = AudioVaeNetwork.Of(_settings, _form, _device);
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
        var sounds = SoundBytes.ToUnit(batch.Examples);
        var frames = _mel.Of(sounds);
        var (mean, logVariance) = _network.Encode(frames);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: Random.On(_device)));
        var likeness = _network.Likeness(codes, frames, sounds, Random);
        var divergence = LatentCode.Divergence(mean, logVariance).sum().div(batch.Size);
        var loss = likeness + (divergence * _settings.Beta);
        _adam.Update(Gradients.Of(loss, _weights, _settings.GradientClip), step, _settings.LearningRate);
        _average.Update(step);
        _encodings.Add(step, codes, batch.Labels);
        losses.Add("bound", -(likeness + divergence));
        losses.Add("loss.likeness", likeness);
        losses.Add("loss.divergence", divergence);
        losses.Add("bits", likeness / (_network.Values * Math.Log(2)));
    }

    public void Probe(int seed, Batch heldOut, LossBook losses)
    {
        using var random = new Generator((ulong)seed, CPU);
        var sounds = SoundBytes.ToUnit(heldOut.Examples);
        var frames = _mel.Of(sounds);
        var (mean, logVariance) = _averaged.Encode(frames);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: random.On(_device)));
        var likeness = _averaged.Likeness(codes, frames, sounds, random);
        losses.Add("bound.heldOut", -(likeness + LatentCode.Divergence(mean, logVariance).sum().div(heldOut.Size)));
    }

    public ISampler OpenSampler()
    {
        var prior = LatentPrior.Fit(_encodings, _labels, _settings.PriorComponents, _seed);
        return new AudioVaeSampler(_averaged, prior, _form, _labels, _device, owned: false);
    }

    public HealthFinding Judge(HealthEvidence evidence) => AudioVaeHealth.Judge(evidence);

    public void Dispose()
    {
        _adam.Dispose();
        _encodings.Dispose();
        _network.Dispose();
        _averaged.Dispose();
        _mel.Dispose();
        Random.Dispose();
    }
}
