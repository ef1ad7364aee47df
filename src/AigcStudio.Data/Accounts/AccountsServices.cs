using Microsoft.Extensions.DependencyInjection;

namespace AigcStudio.Data.Accounts;

public static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services;
}
