using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AigcStudio.Data.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CopyGate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "Closeness",
                table: "Artifacts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NearestItem",
                table: "Artifacts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Closeness",
                table: "Artifacts");

            migrationBuilder.DropColumn(
                name: "NearestItem",
                table: "Artifacts");
        }
    }
}
