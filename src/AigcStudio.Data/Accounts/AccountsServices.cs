using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Accounts;

public static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AuditKey>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<People>();
        services.AddSingleton<Visits>();
        services.AddSingleton<OwnKeys>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<WorkspaceSettings>();
        services.AddSingleton<IdempotentReplies>();
        return services;
    }
}
