using AigcStudio.Data;
using AigcStudio.Web.Jobs;
using AigcStudio.Web.Models;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using MudBlazor.Services;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddData(builder.Configuration["Studio:DataRoot"] ?? "studio-data", builder.Configuration.GetConnectionString("Studio"));
builder.Services.AddJobs();
builder.Services.AddModels();
builder.Services.AddRuns();
builder.Services.AddMudServices();
builder.Services.AddSingleton<Texts>();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
