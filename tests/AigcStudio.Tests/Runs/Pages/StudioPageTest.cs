using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Models;
using AigcStudio.Web.Models.Enlarging;
using AigcStudio.Web.Models.Replies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Tests.Runs.Pages;

/// <summary>A page over a real database of its own, somebody signed in, and an Engine that only measures.</summary>
public abstract class StudioPageTest : PageTest
{
    private readonly TestFolder _folder = new();

    /// <param name="more">Adds what the pages of another noun need.</param>
    protected StudioPageTest(Action<IServiceCollection>? more = null)
    {
        Services.AddLogging();
        Services.AddData(_folder.Root, null);
        Services.AddSingleton<IEngine>(Engine);
        Services.AddSingleton<Devices>();
        Services.AddSingleton(new FamilyCatalog([Families.Gan, Families.Replies]));
        Web.Runs.RunsSetup.AddRuns(Services);
        Services.AddSingleton<DrawAsks>();
        Services.AddSingleton<DrawAtOnce>();
        Services.AddSingleton<ReplyDesk>();
        Services.AddSingleton<EnlargerChoice>();
        Services.AddScoped<CurrentViewer>();
        Services.AddSingleton<AuthenticationStateProvider>(_ => new SignedIn(Me));
        more?.Invoke(Services);
        Services.OpenDatabaseAsync().GetAwaiter().GetResult();
        Keep(Me, new Person
        {
            Id = Stranger,
            DisplayName = "Somebody else",
            Role = Role.Creator,
            SecurityStamp = "other",
            UserName = "other",
            CreatedAt = Clock.GetUtcNow(),
        });
    }

    protected Person Me { get; } = new()
    {
        Id = Guid.Parse("00000000-0000-7000-8000-00000000000a"),
        DisplayName = "Ada",
        Role = Role.Creator,
        SecurityStamp = "stamp",
        UserName = "ada",
    };

    protected Guid Stranger { get; } = Guid.Parse("00000000-0000-7000-8000-00000000000b");

    protected MeasuringEngine Engine { get; } = new();

    protected StudioDb Db() => Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContext();

    protected void Keep(params object[] rows)
    {
        using var db = Db();
        db.AddRange(rows);
        db.SaveChanges();
    }

    protected (Dataset Dataset, DatasetVersion Version) KeepDataset(string name, int count = 1_000, Guid? owner = null)
    {
        var dataset = new Dataset { Id = NewId(), Name = name, Modality = Modality.Image, OwnerId = owner ?? Me.Id, CreatedAt = Clock.GetUtcNow() };
        var version = new DatasetVersion
        {
            Id = NewId(),
            DatasetId = dataset.Id,
            Number = 1,
            CreatedAt = Clock.GetUtcNow(),
            FrozenAt = Clock.GetUtcNow(),
            Count = count,
            Labels = ["cat", "dog"],
        };
        Keep(dataset, version);
        return (dataset, version);
    }

    protected Run KeepRun(RunState state, string? settings = null, Visibility visibility = Visibility.Shared, Guid? owner = null)
    {
        var run = new Run
        {
            Id = NewId(),
            Name = "Cats",
            OwnerId = owner ?? Me.Id,
            Visibility = visibility,
            DatasetVersionId = KeepDataset("Pets").Version.Id,
            FamilyId = Families.Gan.Id,
            Preset = "good",
            Settings = settings ?? SettingsCheck.Complete(Families.Gan, []).ToJsonString(),
            Seed = 7,
            BudgetMinutes = 10,
            Steps = 6_000,
            Form = JsonSerializer.Serialize<ExampleForm>(new ImageForm(1, 28, 28)),
            State = state,
            Step = 1_200,
            SecondsPerStep = 0.1,
            ExamplesPerSecond = 640,
            Health = Said.Of("health.learningWell"),
            CreatedAt = Clock.GetUtcNow(),
            StartedAt = Clock.GetUtcNow(),
        };
        Keep(run);
        return run;
    }

    protected Guid NewId() => Guid.CreateVersion7(Clock.GetUtcNow());

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private sealed class SignedIn(Person person) : AuthenticationStateProvider
    {
        public override async Task<AuthenticationState> GetAuthenticationStateAsync() =>
            new(await new PersonClaims().CreateAsync(person));
    }
}

/// <summary>A family as the Engine would describe it, small enough to read.</summary>
public static class Families
{
    public static FamilyDescriptor Gan { get; } = new(
        "ImageGan",
        Modality.Image,
        new LocalizedText("Picture GAN", "图像 GAN"),
        new LocalizedText("One paints, one judges.", "一个作画，一个评判。"),
        Labelled: true,
        MinimumItems: 16,
        [
            new("width", SettingKind.Integer, JsonValue.Create(64), 8, 256, "", [], Advanced: false, new("Width", "宽度"), new("Features.", "特征数。")),
            new("learningRate", SettingKind.Real, JsonValue.Create(0.0002), 0.000001, 0.01, "", [], Advanced: true, new("Learning rate", "学习率"), new("Speed.", "速度。")),
            new("colour", SettingKind.Choice, JsonValue.Create("auto"), null, null, "", ["auto", "grey"], Advanced: true, new("Colour", "颜色"), new("Grey or not.", "是否灰度。")),
        ],
        [
            new("quick", new("Quick", "快速"), 3, new JsonObject { ["width"] = 32 }),
            new("good", new("Good", "良好"), 10, []),
        ],
        [new("loss.generator", new("Generator", "生成器"), "nats")]);

    public static FamilyDescriptor Replies { get; } = Gan with { Id = "Replies", Modality = Modality.Text, Labelled = false, Pairs = true };
}
