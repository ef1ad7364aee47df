using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AigcStudio.Data;

/// <summary>What <c>dotnet ef migrations</c> opens; never used at run time.</summary>
internal sealed class DesignTimeStudioDb : IDesignTimeDbContextFactory<StudioDb>
{
    public StudioDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<StudioDb>().UseSqlite("Data Source=design-time.db").Options);
}
