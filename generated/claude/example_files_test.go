package claude_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"testing/fstest"

	"github.com/claudegen/claudegen/generated/claude"
)

func ExampleFileService_Upload() {
	client := claude.NewClient()
	file, err := client.Files.Upload(context.Background(), &claude.FileUploadParams{
		File: claude.FileBytes("notes.txt", []byte("Notes")), // or FilePath, FileFS, FileReader
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(file.ID, file.Filename, file.SizeBytes)
	// Output: file_1 notes.txt 5
}

func ExampleFileService_All() {
	client := claude.NewClient()
	for file, err := range client.Files.All(context.Background(), &claude.FileListParams{Limit: new(int64(100))}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(file.ID, file.Filename)
	}
	// Output:
	// file_1 notes.txt
	// file_2 chart.png
}

func ExampleFileService_Download() {
	client := claude.NewClient()
	download, err := client.Files.Download(context.Background(), "file_1", nil)
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = download.Close() }()
	if _, err := io.Copy(os.Stdout, download); err != nil {
		fmt.Println(err)
	}
	// Output:
	// x,y
	// 1,2
}

func ExampleSkillService_Create() {
	folder := fstest.MapFS{ // or os.DirFS("tables")
		"SKILL.md":         {Data: []byte("---\nname: tables\ndescription: Makes tables.\n---\n")},
		"scripts/table.py": {Data: []byte("print('|')\n")},
	}
	files, err := claude.FileDir(folder, "tables")
	if err != nil {
		log.Fatal(err)
	}
	client := claude.NewClient()
	skill, err := client.Skills.Create(context.Background(), &claude.SkillCreateParams{DisplayName: new("Tables"), Files: files})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(skill.ID, skill.DisplayName)
	// Output: skill_1 Tables of 2 files
}

func ExampleSkillVersionService_All() {
	client := claude.NewClient()
	for version, err := range client.Skills.Versions.All(context.Background(), "skill_1", nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(version.ID, version.Description)
	}
	// Output:
	// 2 Makes tables and charts.
	// 1 Makes tables.
}
