namespace AigcStudio.Web.Boards;

public static class BoardsSetup
{
    public static IEndpointRouteBuilder MapBoards(this IEndpointRouteBuilder routes)
    {
        BoardEndpoints.Map(routes);
        BoardItemEndpoints.Map(routes);
        return routes;
    }
}
