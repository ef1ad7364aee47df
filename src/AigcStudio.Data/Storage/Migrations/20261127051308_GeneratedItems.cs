using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AigcStudio.Data.Storage.Migrations
{
    /// <inheritdoc />
    public partial class GeneratedItems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ArtifactId",
                table: "Items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DrawnByRunId",
                table: "Items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "GeneratedCount",
                table: "DatasetVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Items_ArtifactId",
                table: "Items",
                column: "ArtifactId",
                filter: "\"ArtifactId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Items_DrawnByRunId",
                table: "Items",
                column: "DrawnByRunId",
                filter: "\"DrawnByRunId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Items_ArtifactId",
                table: "Items");

            migrationBuilder.DropIndex(
                name: "IX_Items_DrawnByRunId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "ArtifactId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "DrawnByRunId",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "GeneratedCount",
                table: "DatasetVersions");
        }
    }
}
