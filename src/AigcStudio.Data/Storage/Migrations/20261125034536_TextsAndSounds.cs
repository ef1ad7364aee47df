using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AigcStudio.Data.Storage.Migrations
{
    /// <inheritdoc />
    public partial class TextsAndSounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Milliseconds",
                table: "Items",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "Peaks",
                table: "Items",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reply",
                table: "Items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "Items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TypicalBytes",
                table: "DatasetVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "TypicalMilliseconds",
                table: "DatasetVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "TypicalReplyBytes",
                table: "DatasetVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Reading",
                table: "DatasetFiles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Length",
                table: "Artifacts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Opening",
                table: "Artifacts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Peaks",
                table: "Artifacts",
                type: "BLOB",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Milliseconds",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Peaks",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Reply",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "Items");

            migrationBuilder.DropColumn(
                name: "TypicalBytes",
                table: "DatasetVersions");

            migrationBuilder.DropColumn(
                name: "TypicalMilliseconds",
                table: "DatasetVersions");

            migrationBuilder.DropColumn(
                name: "TypicalReplyBytes",
                table: "DatasetVersions");

            migrationBuilder.DropColumn(
                name: "Reading",
                table: "DatasetFiles");

            migrationBuilder.DropColumn(
                name: "Length",
                table: "Artifacts");

            migrationBuilder.DropColumn(
                name: "Opening",
                table: "Artifacts");

            migrationBuilder.DropColumn(
                name: "Peaks",
                table: "Artifacts");
        }
    }
}
