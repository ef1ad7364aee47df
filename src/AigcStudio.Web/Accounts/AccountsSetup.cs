using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

public static class AccountsSetup
{
    /// <summary>What the keys of cookies and stored passwords are for: another name reads nothing of theirs.</summary>
    internal const string RingName = "AigcStudio";

    /// <summary>People, sign-in by cookie or key, roles; denied is what nobody allowed.</summary>
    /// <param name="onlyHttps">Cookies then carry the <c>__Host-</c> name and never travel readable.</param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, bool onlyHttps)
    {
        services.AddKeyRing();
        services.AddIdentity();
        services.AddSignIn(onlyHttps);
        services.AddAuthorization(Policies.Apply);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = CookieName("forgery", onlyHttps);
            o.Cookie.SecurePolicy = onlyHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitIdentity>();
        services.AddScoped<CurrentViewer>();
        services.AddHostedService<FirstAdministrator>();
        return services;
    }

    /// <summary>The keys of cookies and of stored passwords: files of the data root.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(RingName);
        services.AddOptions<KeyManagementOptions>().Configure<StudioFolders, ILoggerFactory>((o, folders, logs) =>
            o.XmlRepository = new KeyFiles(folders, logs));
        return services;
    }

    private static void AddIdentity(this IServiceCollection services) => services
        .AddIdentityCore<Person>(o =>
        {
            o.User.RequireUniqueEmail = true;
            o.Password.RequiredLength = PasswordRules.MinimumLength;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
            o.Lockout.MaxFailedAccessAttempts = 5;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        })
        .AddEntityFrameworkStores<StudioDb>()
        .AddSignInManager()
        .AddPasswordValidator<PasswordRules>()
        .AddClaimsPrincipalFactory<PersonClaims>();

    private static void AddSignIn(this IServiceCollection services, bool onlyHttps)
    {
        const string ByRequest = "CookieOrKey";
        services.AddScoped<CookieCheck>();
        services
            .AddAuthentication(ByRequest)
            .AddPolicyScheme(ByRequest, null, o => o.ForwardDefaultSelector = context =>
                ApiKeySignIn.Signs(context.Request) ? ApiKeySignIn.Name : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeySignIn>(ApiKeySignIn.Name, null)
            .AddCookie(IdentityConstants.ApplicationScheme, o =>
            {
                o.Cookie.Name = CookieName("person", onlyHttps);
                o.Cookie.SecurePolicy = onlyHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.ExpireTimeSpan = TimeSpan.FromDays(14);
                o.LoginPath = "/sign-in";
                o.ReturnUrlParameter = "returnUrl";
                o.EventsType = typeof(CookieCheck);
            });
    }

    private static string CookieName(string name, bool onlyHttps) => onlyHttps ? $"__Host-{name}" : $"aigc-studio-{name}";
}
