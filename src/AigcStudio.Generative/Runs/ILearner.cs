using System.Text.Json.Nodes;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Runs;

/// <summary>
/// What one family does in the one training loop. All its randomness comes from <see cref="Random"/> and all it remembers lies in
/// <see cref="State"/>; so a checkpoint of the two, and the reader's position, is the whole of a run.
/// </summary>
public interface ILearner : IDisposable
{
    /// <summary>Trainable numbers in all networks.</summary>
    long Parameters { get; }

    /// <summary>Examples in a step.</summary>
    int BatchSize { get; }

    /// <summary>Weights, averages, buffers and the optimisers' moments, live and under stable names.</summary>
    IReadOnlyList<NamedTensor> State { get; }

    /// <summary>The generator of every random number after the first weights; its state goes into the checkpoint.</summary>
    Generator Random { get; }

    /// <summary>One step of gradient descent. Runs within a dispose scope of the loop.</summary>
    /// <param name="step">1, 2, 3 ...</param>
    /// <param name="batch">What to learn from.</param>
    /// <param name="losses">Takes the step's losses without waiting for the device.</param>
    void Learn(int step, Batch batch, LossBook losses);

    /// <summary>
    /// Adds what held-out examples cost under the averaged weights, as series that end in <c>.heldOut</c>; it learns nothing and leaves
    /// <see cref="Random"/> alone. A family without a bound adds nothing. Runs within a dispose scope of the loop, without gradients.
    /// </summary>
    /// <param name="seed">Of the noise.</param>
    void Probe(int seed, Batch heldOut, LossBook losses)
    {
    }

    /// <summary>A sampler over the averaged weights as they stand now; it shares their memory and is used at once.</summary>
    ISampler OpenSampler();

    /// <summary>Settings of the draws that a run makes of itself.</summary>
    JsonObject SampleSettings => [];

    /// <summary>How the run is doing, in one sentence; the first finding that applies.</summary>
    HealthFinding Judge(HealthEvidence evidence);
}
