using Microsoft.AspNetCore.Localization;

namespace AigcStudio.Web.Shell;

/// <summary>The studio's languages: the person's choice (a cookie), else the browser's.</summary>
public static class Cultures
{
    public const string Cookie = "aigc-studio-culture";

    public static readonly IReadOnlyList<string> Tags = ["en", "zh-Hans"];

    public static void Apply(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture("en").AddSupportedCultures([.. Tags]).AddSupportedUICultures([.. Tags]);
        options.RequestCultureProviders =
            [new CookieRequestCultureProvider { CookieName = Cookie, Options = options }, new BrowserCulture()];
    }

    /// <summary>Remembers a choice for a year.</summary>
    public static void Remember(HttpContext context, string tag) => context.Response.Cookies.Append(
        Cookie,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(tag)),
        new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });

    /// <summary>Browsers say zh-CN, zh-SG or zh: all of them are served in simplified Chinese.</summary>
    private sealed class BrowserCulture : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var first = httpContext.Request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(l => l.Quality ?? 1)
                .Select(l => l.Value.Value ?? "")
                .FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));
            return Task.FromResult(first is null
                ? null
                : new ProviderCultureResult(first.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-Hans" : "en"));
        }
    }
}
