using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Engine;
using AigcStudio.Generative.Tests.Runs;
using TorchSharp;
using Xunit;

namespace AigcStudio.Generative.Tests.Families;

/// <summary>What every family promises. It finds the families by itself: a new one is tried without a change here.</summary>
public sealed class FamilyContract : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("family-").FullName;

    private int _runs;

    public static TheoryData<string> Families => [.. ModelFamilies.All.Select(f => f.Descriptor.Id)];

    /// <summary>All but those that make larger what they are given: these have nothing of their own.</summary>
    public static TheoryData<string> Drawing => [.. ModelFamilies.All.Where(f => !f.Descriptor.Enlarges).Select(f => f.Descriptor.Id)];

    public static TheoryData<string> PictureFamilies => [.. ModelFamilies.All.Where(f => f.Descriptor.Modality == Modality.Image).Select(f => f.Descriptor.Id)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_families_of_the_mission_are_found() => Assert.Equal(
        ["AudioVae", "ImageGan", "ImageUpscale", "ImageVae", "ReplyTexts", "TextVae"], ModelFamilies.All.Select(f => f.Descriptor.Id));

    [Theory, MemberData(nameof(Families))]
    public void Defaults_presets_and_the_tiny_recipe_are_legal_and_said_in_two_languages(string id)
    {
        var family = ModelFamilies.Of(id);
        var descriptor = family.Descriptor;

        SettingsCheck.Complete(descriptor, []);
        SettingsCheck.Complete(descriptor, family.Tiny);
        Assert.Equal(["quick", "good", "best"], descriptor.Presets.Select(p => p.Id));
        Assert.All(descriptor.Presets, p => SettingsCheck.Complete(descriptor, p.Settings));
        var texts = descriptor.Settings.SelectMany(s => new[] { s.Label, s.Help })
            .Concat(descriptor.Series.Select(s => s.Title)).Concat(descriptor.Presets.Select(p => p.Title)).Append(descriptor.Title).Append(descriptor.Summary);
        Assert.All(texts, t => Assert.True(t.En.Length > 0 && t.Zh.Length > 0, t.En));
    }

    [Theory, MemberData(nameof(Families))]
    public void A_setting_out_of_range_is_refused_by_name(string id)
    {
        var descriptor = ModelFamilies.Of(id).Descriptor;
        foreach (var setting in descriptor.Settings.Where(s => s.Maximum is not null))
        {
            foreach (var wild in new[] { setting.Minimum!.Value - 1, setting.Maximum!.Value + 1 })
            {
                var refusal = Assert.Throws<RecipeException>(() => SettingsCheck.Complete(descriptor, new JsonObject { [setting.Name] = wild }));
                Assert.Equal(("recipe.outOfRange", setting.Name), (refusal.Code, refusal.Arguments[0]));
            }
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void The_tiny_recipe_trains_and_its_loss_falls(string id)
    {
        var heard = new HeardEvents();
        var outcome = (Tiny(id) with { Steps = 120 }).Go(heard);

        // A GAN's generator may lose while its discriminator wins; what all families must lower is the loss of the network that sees the data.
        var series = ModelFamilies.Of(id).Descriptor.Series.Select(s => s.Id).First(s => s is "loss.discriminator" or "loss.likeness" or "loss.difference");
        var losses = heard.Of<PointsReported>().Select(p => p.Values[series]).ToList();
        Assert.Equal(new TrainOutcome(TrainEnding.Finished, 120, null), outcome);
        Assert.True(losses.Min() < 0.96 * losses[0], $"{series}: {string.Join(" ", losses)}");
        Assert.Equal(ModelFamilies.Of(id).Descriptor.Series.Select(s => s.Id).Order(), heard.Of<PointsReported>()[0].Values.Keys.Order());
    }

    [Theory, MemberData(nameof(Families))]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others(string id)
    {
        TestDevice.MustBeExact();
        EngineProcessTests.AssertSameTensors(Trained(Tiny(id)), Trained(Tiny(id)));
        using var one = CheckpointFile.Read(Trained(Tiny(id)));
        using var other = CheckpointFile.Read(Trained(Tiny(id) with { Seed = 8 }));
        Assert.Contains(one.Tensors, t => !t.Value.bytes.SequenceEqual(other.Tensors[t.Key].bytes));
    }

    [Theory, MemberData(nameof(Families))]
    public void A_resumed_run_reaches_the_weights_and_points_of_an_unbroken_one(string id)
    {
        TestDevice.MustBeExact();
        var whole = new HeardEvents();
        Tiny(id).Go(whole);
        var broken = Tiny(id);
        var first = new HeardEvents(e => Ask(broken, e.Payload is MetersReported { Step: 10 } ? TrainCommand.Pause : null));
        Assert.Equal(new TrainOutcome(TrainEnding.Paused, 11, null), broken.Go(first));

        var second = new HeardEvents();
        (Tiny(id) with { ResumeFrom = first.Checkpoints[^1].File }).Go(second);

        Assert.Equal(whole.Points(), [.. first.Points(), .. second.Points()]);
        EngineProcessTests.AssertSameTensors(whole.Checkpoints[^1].File, second.Checkpoints[^1].File);
    }

    [Theory, MemberData(nameof(Drawing))]
    public void Saved_and_opened_again_it_draws_what_the_run_drew(string id)
    {
        var heard = new HeardEvents();
        (Tiny(id) with { SampleEverySteps = 40 }).Go(heard);
        var file = heard.Checkpoints[^1].File;

        var drawn = heard.Of<SamplesDrawn>()[^1];
        Assert.Equal(File.ReadAllBytes(drawn.File)[..(drawn.Count * drawn.Form.ExampleBytes)], Drawn(file, Order(id, 16, Tiny(id).Seed)));
    }

    [Theory, MemberData(nameof(Drawing))]
    public void An_example_follows_from_seed_and_index_whatever_the_count(string id)
    {
        var file = Trained(Tiny(id));
        var many = Drawn(file, Order(id, 37, 3));
        var one = many.Length / 37;

        Assert.Equal(many.Take(5 * one), Drawn(file, Order(id, 5, 3)));
        Assert.NotEqual(many, Drawn(file, Order(id, 37, 4)));
        Assert.NotEqual(many.Take(one), many.Skip(one).Take(one));
    }

    [Theory, MemberData(nameof(Drawing))]
    public void Settings_of_a_draw_are_those_that_its_form_shows(string id)
    {
        var file = Trained(Tiny(id));
        var plain = Order(id, 4, 3);
        var settings = SettingsCheck.Complete(ModelFamilies.Of(id).Descriptor.DrawSettings, []);
        foreach (var (name, value) in plain.Settings)
        {
            settings[name] = value!.DeepClone();
        }

        Assert.Equal(Drawn(file, plain), Drawn(file, plain with { Settings = settings }));
    }

    [Theory, MemberData(nameof(Drawing))]
    public void Labels_are_drawn_where_there_are_labels_and_strangers_refused(string id)
    {
        var file = Trained(Tiny(id) with { Steps = 300 });

        if (ModelFamilies.Of(id).Descriptor.Labelled)
        {
            Assert.NotEqual(Drawn(file, Order(id, 4, 3, "stripe 0")), Drawn(file, Order(id, 4, 3, "stripe 1")));
        }
        else
        {
            Assert.Equal("draw.unknownLabel", Assert.Throws<RecipeException>(() => Drawn(file, Order(id, 4, 3, "stripe 0"))).Code);
        }

        Assert.Equal("draw.unknownLabel", Assert.Throws<RecipeException>(() => Drawn(file, Order(id, 4, 3, "dog"))).Code);
        Assert.Equal("draw.unknownSetting", Assert.Throws<RecipeException>(() => Drawn(file, new DrawOrder(4, 3, null, new JsonObject { ["x"] = 1 }))).Code);
    }

    [Theory, MemberData(nameof(Families))]
    public void A_cancelled_run_leaves_a_checkpoint_that_opens(string id)
    {
        var run = Tiny(id);
        var heard = new HeardEvents(e => Ask(run, e.Payload is MetersReported { Step: 10 } ? TrainCommand.Cancel : null));

        Assert.Equal(new TrainOutcome(TrainEnding.Cancelled, 11, null), run.Go(heard));
        using var checkpoint = CheckpointFile.Read(heard.Checkpoints[^1].File);
        Assert.Equal((11, id), (checkpoint.Head.Step, checkpoint.Head.Recipe.FamilyId));
    }

    [Theory, MemberData(nameof(Families))]
    public void Three_times_the_steps_hold_no_more_tensors(string id)
    {
        var run = Tiny(id);
        var counts = new Dictionary<int, long>();
        var reporter = new HeardEvents(e => _ = e.Payload is MetersReported m && counts.TryAdd(m.Step, Alive()));

        (run with { Steps = 90, SampleEverySteps = 30, CheckpointEverySeconds = 0 }).Go(reporter);

        Assert.Equal(counts[30], counts[90]);
    }

    [Theory, MemberData(nameof(Families))]
    public void A_number_that_is_none_ends_the_run_within_ten_steps_and_names_the_step(string id)
    {
        var sound = Tiny(id);
        sound.Go(new HeardEvents(e => Ask(sound, e.Payload is MetersReported { Step: 10 } ? TrainCommand.Pause : null)));
        var poisoned = WithOneNaN(Directory.GetFiles(Path.GetDirectoryName(sound.PackPath)!, "*.safetensors").Single());
        var heard = new HeardEvents();

        var outcome = (Tiny(id) with { ResumeFrom = poisoned }).Go(heard);

        Assert.Equal(TrainEnding.Diverged, outcome.Ending);
        Assert.Equal("health.notANumber", outcome.Reason!.Code);
        Assert.Equal("12", Assert.Single(outcome.Reason.Arguments));
        Assert.Equal(12, outcome.Step);
        Assert.Empty(heard.Of<PointsReported>());
        Assert.Equal(2, heard.Of<HealthJudged>()[^1].Worry);
        Assert.Empty(heard.Checkpoints);
    }

    [Theory, MemberData(nameof(Families))]
    public void Odd_batches_and_sets_smaller_than_a_batch_work(string id)
    {
        var run = Tiny(id) with { Steps = 7, Items = 21 };
        run.Settings["batch"] = 33;

        Assert.Equal(TrainEnding.Finished, run.Go(new HeardEvents()).Ending);
    }

    [Theory, MemberData(nameof(Families))]
    public void Too_few_items_and_a_wrong_form_are_refused_in_words(string id)
    {
        var few = Tiny(id) with { Items = 10 };
        Assert.Equal("recipe.tooFewItems", Assert.Throws<RecipeException>(() => few.Go(new HeardEvents())).Code);
        var odd = new Datasets.Patterns(new ImageForm(1, 30, 30), 40);
        Assert.Equal("recipe.wrongForm", Assert.Throws<RecipeException>(() => Tiny(id).Go(new HeardEvents(), odd)).Code);
    }

    [Theory, MemberData(nameof(Families))]
    public void Held_out_items_are_never_learned_from(string id)
    {
        TestDevice.MustBeExact();
        var store = Tiny(id).Store;
        var (one, other) = (new HeardEvents(), new HeardEvents());
        Tiny(id).Go(one, store);
        Tiny(id).Go(other, new Datasets.OtherHeldOut(Tiny(id).Store));

        EngineProcessTests.AssertSameTensors(one.Checkpoints[^1].File, other.Checkpoints[^1].File);
        Assert.All(Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)), i => Assert.Contains(i, store.Asked));
    }

    [Theory, MemberData(nameof(PictureFamilies))]
    public void Colour_and_larger_pictures_train_and_draw(string id)
    {
        foreach (var side in new[] { "32", "64" })
        {
            var run = Tiny(id) with { Steps = 2 };
            run.Settings["resolution"] = side;
            run.Settings["colour"] = "colour";
            var file = Trained(run);
            if (!ModelFamilies.Of(id).Descriptor.Enlarges)
            {
                Assert.Equal(3 * 3 * int.Parse(side, null) * int.Parse(side, null), Drawn(file, new DrawOrder(3, 1, null, [])).Length);
            }
        }
    }

    // A writer of replies is asked the questions that its run kept.
    private static DrawOrder Order(string id, int count, int seed, string? label = null) =>
        new(count, seed, label, ModelFamilies.Of(id).Descriptor.Pairs ? new JsonObject { ["probe"] = true } : []);

    private static string WithOneNaN(string file)
    {
        using var checkpoint = CheckpointFile.Read(file);
        var weight = checkpoint.Tensors.First(t => t.Key.EndsWith("weight", StringComparison.Ordinal)).Value;
        using (torch.no_grad())
        {
            weight.fill_(float.NaN);
        }

        CheckpointFile.Write(file + ".poisoned", checkpoint.Head, [.. checkpoint.Tensors.Select(t => new NamedTensor(t.Key, t.Value))]);
        return file + ".poisoned";
    }

    private static long Alive()
    {
        using var none = torch.NewDisposeScope();
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }

    private static void Ask(TinyRun run, TrainCommand? command)
    {
        if (command is { } asked)
        {
            run.Commands.Ask(asked);
        }
    }

    private static byte[] Drawn(string file, DrawOrder order)
    {
        using var checkpoint = CheckpointFile.Read(file);
        using var sampler = ModelFamilies.Of(checkpoint.Head.Recipe.FamilyId).OpenSampler(checkpoint, TestDevice.Device);
        using var bytes = new MemoryStream();
        sampler.Draw(order, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    private static string Trained(TinyRun run)
    {
        var heard = new HeardEvents();
        Assert.Equal(TrainEnding.Finished, run.Go(heard).Ending);
        return heard.Checkpoints[^1].File;
    }

    private TinyRun Tiny(string id) => new(ModelFamilies.Of(id), Directory.CreateDirectory(Path.Combine(_folder, $"{_runs++}")).FullName);
}
