namespace AigcStudio.Web.Reviews;

public static class ReviewsSetup
{
    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder routes)
    {
        ReviewEndpoints.Map(routes);
        CommentEndpoints.Map(routes);
        GuestEndpoints.Map(routes);
        return routes;
    }
}
