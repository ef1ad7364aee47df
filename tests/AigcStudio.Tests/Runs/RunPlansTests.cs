using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Tests.Jobs;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunPlansTests : IAsyncLifetime
{
    private static readonly DatasetSummary Digits = new(Modality.Image, 1000, [], 28, 28, Colour: false);

    private readonly CountingEngine _engine = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 16, 0, 0, TimeSpan.Zero));
    private TemporaryStudio _studio = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _studio = await TemporaryStudio.OpenAsync(services => services.AddSingleton<TimeProvider>(_clock));

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task A_recipe_is_measured_once_also_over_a_restart()
    {
        await ForeseeAsync(Plans(), batch: 8);
        var again = await ForeseeAsync(Plans(), batch: 8);
        Assert.Equal((1, 0.5, 0), (_engine.Plans, again.SecondsPerStep, again.PastRuns));
    }

    [Fact]
    public async Task The_clock_of_a_recipe_goes_by_its_past_runs()
    {
        var plans = Plans();
        await ForeseeAsync(plans, batch: 8);
        await LearnAsync(plans, batch: 8, steps: 100, seconds: 80);
        await LearnAsync(plans, batch: 8, steps: 300, seconds: 160);
        var foreseen = await ForeseeAsync(plans, batch: 8);
        Assert.Equal((240.0 / 400, 2), (foreseen.SecondsPerStep, foreseen.PastRuns));
    }

    [Fact]
    public async Task Another_recipe_of_the_family_is_stretched_as_its_runs_were_and_another_family_is_not()
    {
        var plans = Plans();
        await ForeseeAsync(plans, batch: 8);
        await LearnAsync(plans, batch: 8, steps: 100, seconds: 75);
        Assert.Equal((0.75, 0), await PaceAsync("Plain", batch: 16));
        Assert.Equal((0.5, 0), await PaceAsync("Other", batch: 16));

        async Task<(double, int)> PaceAsync(string family, int batch)
        {
            var cost = await plans.ForeseeAsync(family, new JsonObject { ["batch"] = batch }, Digits, Cancel);
            return (cost.SecondsPerStep, cost.PastRuns);
        }
    }

    [Fact]
    public async Task A_run_whose_clock_stood_still_teaches_nothing()
    {
        var plans = Plans();
        await ForeseeAsync(plans, batch: 8);
        await LearnAsync(plans, batch: 8, steps: 100, seconds: 0);
        await LearnAsync(plans, batch: 8, steps: 0, seconds: 50);
        Assert.Equal((0.5, 0), ((await ForeseeAsync(plans, batch: 8)).SecondsPerStep, (await ForeseeAsync(plans, batch: 8)).PastRuns));
    }

    [Fact]
    public async Task The_last_stump_of_a_resumed_run_teaches_nothing()
    {
        var plans = Plans();
        await ForeseeAsync(plans, batch: 8);
        await LearnAsync(plans, batch: 8, steps: 40, seconds: 200, of: 1000);
        await LearnAsync(plans, batch: 8, steps: 900, seconds: 19, of: 1000);
        Assert.Equal(0, (await ForeseeAsync(plans, batch: 8)).PastRuns);
    }

    [Fact]
    public async Task Another_card_or_another_libtorch_is_measured_anew()
    {
        await ForeseeAsync(Plans(), batch: 8);
        _engine.Version = "2.11.0";
        await ForeseeAsync(Plans(), batch: 8);
        _engine.Card = "Another processor";
        await ForeseeAsync(Plans(), batch: 8);
        Assert.Equal(3, _engine.Plans);
    }

    [Fact]
    public async Task Too_much_memory_is_said_before_the_start()
    {
        _engine.NeedsBytes = 15L << 30;
        var warning = (await ForeseeAsync(Plans(), batch: 64)).Warning!;
        Assert.Equal("runs.new.tooMuchMemory", warning.Code);
        Assert.Equal(["15 GB", "16 GB", "Processor"], warning.Arguments);
    }

    [Fact]
    public async Task What_never_became_a_run_is_forgotten_after_a_month_and_what_did_stays()
    {
        var plans = Plans();
        await ForeseeAsync(plans, batch: 8);
        await ForeseeAsync(plans, batch: 9);
        await LearnAsync(plans, batch: 9, steps: 40, seconds: 25);
        _clock.Advance(TimeSpan.FromDays(31));
        await ForeseeAsync(plans, batch: 10);
        await using var db = await _studio.DbAsync();
        Assert.Equal([0, 1], db.MeasuredSpeeds.Select(s => s.Runs).ToList().Order());
    }

    private RunPlans Plans() => new(_engine, new Devices(_engine), _studio.Services.GetRequiredService<SpeedBook>(), _clock);

    private static Task<ForeseenCost> ForeseeAsync(RunPlans plans, int batch) =>
        plans.ForeseeAsync("Plain", new JsonObject { ["batch"] = batch }, Digits, Cancel);

    private static Task LearnAsync(RunPlans plans, int batch, int steps, double seconds, int of = 0)
    {
        var run = new Run { Name = "", FamilyId = "Plain", Preset = "quick", Form = "", Steps = of, Settings = $$"""{"batch":{{batch}}}""" };
        return plans.LearnAsync(run, Digits, "cpu", (steps, seconds), Cancel);
    }

    private sealed class CountingEngine : MuteEngine
    {
        public int Plans { get; private set; }

        public long NeedsBytes { get; set; } = 1 << 20;

        public string Version { get; set; } = "2.10.0";

        public string Card { get; set; } = "Processor";

        public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
            Task.FromResult(new EngineGreeting(Version, "cpu", 2, [new EngineDevice("cpu", Card, 1L << 34)]));

        public override Task<TrainPlan> PlanAsync(PlanRequest request, CancellationToken cancel)
        {
            Plans++;
            return Task.FromResult(new TrainPlan(new ImageForm(1, 28, 28), 0.5, NeedsBytes, 1000, 16));
        }
    }
}
