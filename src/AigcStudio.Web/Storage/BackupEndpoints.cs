using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Storage;

/// <summary><c>/api/storage/backups</c>: those that are kept, and one more. For administrators.</summary>
internal static class BackupEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var backups = routes.MapGroup("/api/storage/backups").RequireAuthorization(Policies.Admin).WithTags("Storage");
        backups.MapGet("/", (HttpContext context, BackupDesk desk) => Results.Ok(new { Items = desk.List(context.ViewerOf()).Select(b => new { b.Name, b.Manifest }) }));
        backups.MapPost("/", MakeAsync);
    }

    /// <summary>Answers when the backup is made and checked. Who leaves meanwhile does not stop it.</summary>
    private static async Task<IResult> MakeAsync(HttpContext context, BackupDesk desk)
    {
        var made = await desk.MakeAsync(context.ViewerOf().PersonId, CancellationToken.None);
        return Results.Created("/api/storage/backups", new { made.Name, made.Manifest });
    }
}
