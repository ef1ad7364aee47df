using System.Security.Cryptography;
using AigcStudio.Web.Accounts;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace AigcStudio.Web.Shell;

/// <summary>The API described by itself: <c>/openapi/v1.json</c>, and readable at <c>/scalar</c>, for whoever is signed in.</summary>
public static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = d => d.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "AIGC Studio";
            document.Info.Description =
                "Errors are RFC 9457 problem details with a code. Lists are paged: after and take. Idempotency-Key is honoured on every POST.";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static IEndpointRouteBuilder MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().RequireAuthorization(Policies.Reviewer);
        routes.MapScalarApiReference((options, context) =>
        {
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyWith($"'nonce-{nonce}'");
            options.WithNonce(nonce).WithTitle("AIGC Studio API").DisableDefaultFonts();
        }).RequireAuthorization(Policies.Reviewer);
        return routes;
    }
}
