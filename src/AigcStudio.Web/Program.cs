using AigcStudio.Data;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Boards;
using AigcStudio.Web.Campaigns;
using AigcStudio.Web.Datasets;
using AigcStudio.Web.Evaluation;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Models;
using AigcStudio.Web.Notifications;
using AigcStudio.Web.Recommendations;
using AigcStudio.Web.Reviews;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using AigcStudio.Web.Shell.Demo;
using AigcStudio.Web.Storage;

if (StudioCommands.Knows(args))
{
    return await StudioCommands.RunAsync(args);
}

try
{
    var builder = StudioHost.CreateBuilder(args);
    var studio = StudioOptions.From(builder.Configuration, Directory.GetCurrentDirectory());
    var addresses = builder.ListenOn(studio);

    builder.Host.UseSystemd();
    builder.AddWatch();
    builder.Services.AddSingleton(studio);
    builder.Services.AddData(studio.DataRoot, builder.Configuration.GetConnectionString("Studio"), studio.BackupFolder);
    builder.Services.AddShell(studio, builder.Configuration);
    builder.Services.AddAccounts(addresses.OnlyHttps || studio.BehindProxy);
    builder.Services.AddMedia();
    builder.Services.AddDatasets();
    builder.Services.AddJobs();
    builder.Services.AddModels();
    builder.Services.AddRuns().AddHostBenchmark(studio);
    builder.Services.AddGallery();
    builder.Services.AddCampaigns();
    builder.Services.AddRecommendations();
    builder.Services.AddEvaluation();
    builder.Services.AddStorageDesk();
    builder.Services.AddNotificationDesk();
    builder.Services.AddDemo();

    await using var app = builder.Build();
    using var instance = StudioLock.Take(app.Services.GetRequiredService<StudioFolders>());
    await app.Services.OpenDatabaseAsync();

    app.UseShell();
    app.MapShell();
    app.MapAccounts();
    app.MapDatasets();
    app.MapJobs();
    app.MapModels();
    app.MapRuns();
    app.MapGallery();
    app.MapRecommendations();
    app.MapBoards();
    app.MapCampaigns();
    app.MapReviews();
    app.MapEvaluation();
    app.MapStorage();
    app.MapNotifications();
    await app.RunAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StartRefusedException or UpgradeRefusedException)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
