using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// A kind of model. A family is one folder under <c>Families</c> and is found by itself: it needs a constructor without
/// parameters that touches no tensor, because the build describes families without loading libtorch.
/// </summary>
public interface IModelFamily
{
    FamilyDescriptor Descriptor { get; }

    /// <summary>Settings of a debug size that train end to end in seconds: what the family contract is tried with.</summary>
    JsonObject Tiny { get; }

    /// <summary>The form these settings want of that dataset.</summary>
    /// <param name="settings">Complete, as <see cref="SettingsCheck.Complete(FamilyDescriptor, JsonObject)"/> gives them.</param>
    /// <param name="dataset">What is known of the dataset version.</param>
    /// <exception cref="RecipeException"><c>recipe.wrongModality</c>.</exception>
    ExampleForm FormFor(JsonObject settings, DatasetSummary dataset);

    /// <summary>A learner at step 0; the caller disposes it.</summary>
    /// <exception cref="RecipeException"><c>recipe.wrongForm</c>: these settings cannot eat that form.</exception>
    ILearner CreateLearner(LearnerSetup setup);

    /// <summary>The sampler of a checkpoint; the caller disposes it, and the checkpoint when it likes.</summary>
    /// <exception cref="CheckpointException"><c>checkpoint.doesNotFit</c>.</exception>
    ISampler OpenSampler(Checkpoint checkpoint, Device device);
}

/// <summary>What a learner is made from. Same setup, same weights on the processor.</summary>
/// <param name="Settings">Complete.</param>
/// <param name="Store">What will be learned from, for what must be known of it at once, such as the characters that occur; held-out items are none of it.</param>
/// <param name="Steps">Length of the whole run, for schedules.</param>
public sealed record LearnerSetup(JsonObject Settings, IExampleStore Store, LabelBook Labels, int Seed, int Steps, Device Device)
{
    public ExampleForm Form => Store.Form;
}
