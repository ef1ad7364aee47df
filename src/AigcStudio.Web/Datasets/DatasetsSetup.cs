using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using AigcStudio.Data.Datasets;

namespace AigcStudio.Web.Datasets;

public static class DatasetsSetup
{
    /// <summary>What people may upload (section <c>Uploads</c>) and the words of the API's lists of choices.</summary>
    public static IServiceCollection AddDatasets(this IServiceCollection services)
    {
        services.AddImports();
        services.AddSingleton<DatasetDesk>();
        services.AddSingleton<SoundFormats>();
        services.AddOptions<UploadLimits>().BindConfiguration("Uploads").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));

            // Letters of all languages stay readable, but an answer that something takes for a page has no tag in it.
            o.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        return services;
    }

    public static IEndpointRouteBuilder MapDatasets(this IEndpointRouteBuilder routes)
    {
        var datasets = routes.MapGroup("/api/datasets").RequireAuthorization(Accounts.Policies.Creator).WithTags("Datasets");
        datasets.MapDatasetActs();
        datasets.MapUploads();
        datasets.MapItems();
        datasets.MapReadings();
        datasets.MapEdits();
        datasets.MapWorks();
        return routes;
    }
}
